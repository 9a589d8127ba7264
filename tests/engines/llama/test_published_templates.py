"""Templates in the shapes their makers publish: the image stands where it did in training."""

from __future__ import annotations

import pytest

from vizdesk.engines.llama.worker.image_placeholders import marks_of
from vizdesk.engines.llama.worker.template import ChatTemplate, Question

# Knows image parts and numbers images when asked to, as Qwen2.5-VL's does.
NUMBERING = """{% set count = namespace(value=0) %}{% for message in messages %}\
{% if loop.first and message['role'] != 'system' %}<|im_start|>system
You are a helpful assistant.<|im_end|>
{% endif %}<|im_start|>{{ message['role'] }}
{% if message['content'] is string %}{{ message['content'] }}<|im_end|>
{% else %}{% for part in message['content'] %}\
{% if part['type'] == 'image' or 'image' in part or 'image_url' in part %}\
{% set count.value = count.value + 1 %}\
{% if add_vision_id %}Image {{ count.value }}: {% endif %}\
<|vision_start|><|image_pad|><|vision_end|>\
{% elif 'text' in part %}{{ part['text'] }}{% endif %}{% endfor %}<|im_end|>
{% endif %}{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant
{% endif %}"""

# Knows only texts: InternVL's GGUFs and older ones of Qwen2-VL hold the language model's own.
TEXTS_ONLY = (
    "{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>\\n' }}"
    "{% endfor %}{{ '<|im_start|>assistant\\n' }}"
)

# Says the role in words, with a space only where a text comes first, as SmolVLM's does.
SPOKEN = """<|im_start|>{% for message in messages %}{{ message['role'] | capitalize }}\
{% if message['content'][0]['type'] == 'image' %}:{% else %}: {% endif %}\
{% for line in message['content'] %}{% if line['type'] == 'text' %}{{ line['text'] }}\
{% elif line['type'] == 'image' %}<image>{% endif %}{% endfor %}<end_of_utterance>
{% endfor %}{% if add_generation_prompt %}Assistant:{% endif %}"""

# Puts the words of the system into a block of their own, as Mistral's do.
BLOCKS = """{{ bos_token }}{% for message in messages %}{% if message['role'] == 'system' %}\
[SYSTEM_PROMPT]{{ message['content'][0]['text'] }}[/SYSTEM_PROMPT]{% else %}[INST]\
{% for part in message['content'] %}{% if part['type'] == 'text' %}{{ part['text'] }}\
{% elif part['type'] == 'image' %}[IMG]{% endif %}{% endfor %}[/INST]{% endif %}{% endfor %}"""

# Kimi's: the frame's first token, a word, a control token, and only then the image.
KIMI = """{% for m in messages %}<|im_user|>{{ m.role }}<|im_middle|>\
{% if m.content is string %}{{ m.content }}{% else %}{% for part in m.content %}\
{% if part.type == 'image' %}<|media_start|>image<|media_content|><|media_pad|><|media_end|>\
{% else %}{{ part.text }}{% endif %}{% endfor %}{% endif %}<|im_end|>{% endfor %}\
{% if add_generation_prompt %}<|im_assistant|>assistant<|im_middle|>{% endif %}"""

# Reka's: the image's tokens are written out, and a space only where a text comes first.
REKA = """{% for m in messages %}{% if m.content is string or m.content[0].type == 'text' %}\
human: {% else %}human:{% endif %}{% if m.content is string %}{{ m.content }}{% else %}\
{% for part in m.content %}{% if part.type == 'image' %}\
{{ '<image>' ~ '<REKA_IMG_TOKEN>' * 64 ~ '</image>' }}{% else %}{{ part.text }}{% endif %}\
{% endfor %}{% endif %}<sep>{% endfor %}assistant:"""

CHAT = "<|im_start|>user\n{}<|im_end|>\n<|im_start|>assistant\n"


@pytest.mark.parametrize(
    ("template", "projector", "expected"),
    [
        (
            NUMBERING,
            "qwen2.5vl_merger",
            "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n"
            + CHAT.format("[PICTURE]What?"),
        ),
        (TEXTS_ONLY, "internvl", CHAT.format("[PICTURE]\nWhat?")),
        (TEXTS_ONLY, "qwen2vl_merger", CHAT.format("[PICTURE]What?")),
        (SPOKEN, "idefics3", "<|im_start|>User:[PICTURE]What?<end_of_utterance>\nAssistant:"),
        (BLOCKS, "pixtral", "<s>[INST][PICTURE]What?[/INST]"),
        (
            KIMI,
            "kimivl",
            "<|im_user|>user<|im_middle|>[PICTURE]What?<|im_end|>"
            "<|im_assistant|>assistant<|im_middle|>",
        ),
        (REKA, "yasa2", "human:[PICTURE]What?<sep>assistant:"),
    ],
    ids=["qwen2.5-vl", "internvl", "qwen2-vl, older", "smolvlm", "pixtral", "kimi", "reka"],
)
def test_the_image_stands_where_it_did_in_training(
    template: str, projector: str, expected: str
) -> None:
    parts = ChatTemplate(template, "<s>", "</s>", marks_of(projector)).render(Question("What?"))
    assert "".join("[PICTURE]" if part.image else part.text for part in parts) == expected


def test_what_kimi_writes_inside_of_the_frame_goes_before_the_image() -> None:
    parts = ChatTemplate(KIMI, "", "", marks_of("kimivl")).render(Question("What?"))
    (inside,) = (part.text for part in parts if part.image)
    assert inside == "image<|media_content|>"
