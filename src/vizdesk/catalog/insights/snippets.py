"""How to ask a model from one's own program: Python, curl, and vizdesk's command line."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence

from vizdesk.catalog.cards.card import Card
from vizdesk.comparison.models import GgufPair, Model
from vizdesk.credentials.keys import environment_variables

LOCAL_SERVER = "http://127.0.0.1:8080/v1"
QUESTION = "What is in this image?"


def python_snippet(base_url: str, slug: str, key: str | None) -> str:
    """A program that asks one question about photo.jpg, with the openai package."""
    secret = f'os.environ["{_variable(key)}"]' if key else '"local"'
    imports = "import base64\nimport os\n" if key else "import base64\n"
    return f'''{imports}
from openai import OpenAI

client = OpenAI(base_url="{base_url}", api_key={secret})
with open("photo.jpg", "rb") as file:
    image = "data:image/jpeg;base64," + base64.b64encode(file.read()).decode()
completion = client.chat.completions.create(
    model="{slug}",
    messages=[
        {{
            "role": "user",
            "content": [
                {{"type": "image_url", "image_url": {{"url": image}}}},
                {{"type": "text", "text": "{QUESTION}"}},
            ],
        }}
    ],
)
print(completion.choices[0].message.content)
'''


def javascript_snippet(base_url: str, slug: str, key: str | None) -> str:
    """The same for Node 18 or newer, as a module; no package is needed."""
    secret = f"\n    Authorization: `Bearer ${{process.env.{_variable(key)}}}`," if key else ""
    return f"""// Save as ask.mjs and run: node ask.mjs (Node 18 or newer)
import {{ readFile }} from "node:fs/promises";

const image = "data:image/jpeg;base64," + (await readFile("photo.jpg", "base64"));
const reply = await fetch({json.dumps(base_url + "/chat/completions")}, {{
  method: "POST",
  headers: {{{secret}
    "Content-Type": "application/json",
  }},
  body: JSON.stringify({{
    model: {json.dumps(slug)},
    messages: [
      {{
        role: "user",
        content: [
          {{ type: "image_url", image_url: {{ url: image }} }},
          {{ type: "text", text: {json.dumps(QUESTION)} }},
        ],
      }},
    ],
  }}),
}});
if (!reply.ok) throw new Error(`${{reply.status}}: ${{await reply.text()}}`);
const completion = await reply.json();
console.log(completion.choices[0].message.content);
"""


def curl_snippet(base_url: str, slug: str, key: str | None) -> str:
    """The same with curl; the shell writes the request, since an image is too long to paste."""
    header = f' \\\n  -H "Authorization: Bearer ${_variable(key)}"' if key else ""
    content = [
        {"type": "image_url", "image_url": {"url": "data:image/jpeg;base64,PICTURE"}},
        {"type": "text", "text": QUESTION},
    ]
    body = json.dumps({"model": slug, "messages": [{"role": "user", "content": content}]})
    before, after = body.split("PICTURE")
    return (
        f"(printf '%s' '{before}'\n base64 < photo.jpg | tr -d '\\n'\n printf '%s' '{after}') |\n"
        f"curl {base_url}/chat/completions{header} \\\n"
        '  -H "Content-Type: application/json" --data-binary @-\n'
    )


def vizdesk_snippet(model_id: str, *, download: bool) -> str:
    """The same with vizdesk's own command line."""
    fetch = f"vizdesk download {model_id}\n" if download else ""
    return f'{fetch}vizdesk compare photo.jpg --model {model_id} --task ask --prompt "{QUESTION}"\n'


def server_snippet(weights: str, projector: str) -> str:
    """llama.cpp's own server with the same files; the snippets for Python and curl then ask it."""
    return f"llama-server -m {weights} --mmproj {projector} --port 8080\n"


def _variable(key: str | None) -> str:
    return environment_variables(key or "")[0]


def snippets_for(
    card: Card, models: Sequence[Model], *, to_download: bool
) -> list[tuple[str, str]]:
    """The (title, code) pairs of a card's quick start; none where nothing runs it.

    `models` are the card's own; `to_download` says whether its files are not here yet.
    """
    local = next((model for model in models if isinstance(model.source, GgufPair)), None)
    snippets = []
    if card.remote:
        way = card.remote[0]
        asked = (way.base_url, way.slug, way.key)
        snippets += [
            ("Python", python_snippet(*asked)),
            ("JavaScript", javascript_snippet(*asked)),
            ("curl", curl_snippet(*asked)),
        ]
    if local is not None and isinstance(local.source, GgufPair):
        snippets.append(("vizdesk", vizdesk_snippet(local.id, download=to_download)))
        if local.source.projector is not None:
            files = str(local.source.weights), str(local.source.projector)
            server = server_snippet(*(shlex.quote(file) for file in files))
            if not card.remote:
                asked = (LOCAL_SERVER, card.id, None)
                snippets.append(("Python", server_comment(server) + python_snippet(*asked)))
                script = server_comment(server, "//") + javascript_snippet(*asked)
                snippets.append(("JavaScript", script))
                snippets.append(("curl", server_comment(server) + curl_snippet(*asked)))
            else:
                snippets.append(("llama-server", server))
    elif models:
        snippets.append(("vizdesk", vizdesk_snippet(models[0].id, download=False)))
    return snippets


def server_comment(server: str, sign: str = "#") -> str:
    """What must run first, as a comment that begins with the language's `sign`."""
    return f"{sign} First, in another terminal: {server}"
