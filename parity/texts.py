"""What people type, in many scripts: how it is cut into tokens is compared word by word."""

from __future__ import annotations

TEXTS = (
    "Beschreibe das Bild: Wo ist die größte Tür? Äpfel, Öl, Übung, naïve Straße.",
    "Zeile eins\nZeile zwei\n\nZeile vier\r\n\tund ein Tabulator  mit   Leerzeichen ",
    "3.14159 + 2026-11-21 = 1000000, 42 % von 7½ m² (№ 12), 0x7F",
    "図の中の文字を読んでください。这张图片里有几只猫？그림을 설명해 주세요.",
    "Emoji 😀👍🏽👨‍👩‍👧 🇩🇪 ✅ fin",
    "I've THEY'RE we'll don't 'tis O'Neil's",
    "Опишите картинку. Περιγράψτε την εικόνα. תאר את התמונה. صف الصورة.",
    "चित्र का वर्णन करें। ภาพนี้คืออะไร",
    'JSON: [{"bbox_2d": [1, 2, 3, 4], "label": "rot"}]...!!! https://example.org/a_b?c=d',
    "camelCaseWord SCREAMING_CASE x=y+z; /path/to//file\\n <b>fett</b>",
    "Gru\u0308ße, zerlegt: A\u0308 o\u0302 e\u0301 n\u0303",
)
