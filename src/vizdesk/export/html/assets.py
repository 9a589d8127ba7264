"""How the HTML page looks and moves: its style sheet and its script, both inside the file."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --bg: #F5F5F3; --panel: #FFFFFF; --line: #E4E3DF; --text: #1B1B1A;
  --muted: #6B6A66; --stage: #ECEBE7; --hover: #F3F2EF; --accent: #3D5AFE; --good: #1B7F50;
  --fair: #9A5B00; --weak: #C8372D; }
@media (prefers-color-scheme: dark) { :root { --bg: #161617; --panel: #1E1E20; --line: #2E2E31;
  --text: #ECECEA; --muted: #A0A09B; --stage: #121213; --hover: #28282B; --accent: #7C93FF;
  --good: #4CC38A; --fair: #E5A23D; --weak: #F2766B; } }
* { box-sizing: border-box; }
body { margin: 24px; background: var(--bg); color: var(--text);
  font: 13px/1.5 Inter, "Segoe UI", system-ui, sans-serif; }
h1 { font-size: 22px; margin: 0; } h2 { font-size: 14px; margin: 0; }
h1, h2, td, th { overflow-wrap: anywhere; }
h3, h4, h5, h6 { font-size: 13px; margin: 10px 0 4px; }
p { margin: 4px 0; overflow-wrap: anywhere; } .plain { white-space: pre-wrap; }
pre { margin: 6px 0; white-space: pre-wrap; overflow-wrap: anywhere; }
pre, code { font: 12px/1.5 "JetBrains Mono", ui-monospace, Consolas, monospace; }
blockquote { margin: 6px 0; padding-left: 12px; border-left: 3px solid var(--line); }
ul, ol { margin: 4px 0; padding-inline-start: 24px; }
.muted, footer, summary { color: var(--muted); font-size: 12px; } summary { cursor: pointer; }
.good { color: var(--good); } .fair { color: var(--fair); } .weak { color: var(--weak); }
.number { font-size: 36px; font-weight: 600; line-height: 1.2; }
.keys { display: flex; flex-wrap: wrap; gap: 2px 16px; margin: 4px 0; }
.keys i, td i { display: inline-block; width: 10px; height: 10px; background: var(--c);
  margin-inline-end: 6px; }
nav { display: flex; align-items: center; gap: 6px; margin-top: 14px; flex-wrap: wrap; }
nav button { min-width: 32px; padding: 4px 10px; border: 1px solid var(--line); border-radius: 8px;
  background: var(--panel); color: var(--text); font: inherit; cursor: pointer; }
nav button:hover { background: var(--hover); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(420px, 100%), 1fr));
  gap: 12px; margin: 14px 0 20px; }
article { background: var(--panel); border: 1px solid var(--line); border-radius: 12px;
  padding: 14px; min-width: 0; }
article header { display: flex; gap: 12px; justify-content: space-between; }
article header span { white-space: nowrap; font-size: 12px; font-weight: 500; }
.stage { position: relative; overflow: hidden; margin: 10px 0; border-radius: 8px;
  background: var(--stage); touch-action: pan-y pinch-zoom; }
.zoomed .stage { cursor: grab; touch-action: none; }
.sheet { --k: 1; position: absolute; inset: 0; transform-origin: 0 0;
  background: var(--picture) 0 0 / 100% 100%; }
.box { position: absolute; border: calc(2px / var(--k)) solid var(--c);
  box-shadow: 0 0 0 calc(1px / var(--k)) #fff8; }
.box span { position: absolute; left: calc(-2px / var(--k)); bottom: 100%; background: var(--c);
  color: var(--ink); font-size: 11px; font-weight: 600; line-height: 16px; padding: 0 5px;
  white-space: nowrap; transform: scale(calc(1 / var(--k))); transform-origin: 0 100%; }
.box.low span { bottom: auto; top: 0; transform-origin: 0 0; }
.box.end span { left: auto; right: calc(-2px / var(--k)); transform-origin: 100% 100%; }
.box.low.end span { transform-origin: 100% 0; }
.drawing { position: absolute; inset: 0; width: 100%; height: 100%; }
.drawing * { vector-effect: non-scaling-stroke; stroke: var(--c); fill: none;
  stroke-linecap: round; stroke-linejoin: round; pointer-events: all; }
.outline polygon { stroke-width: calc(2px / var(--k));
  fill: color-mix(in srgb, var(--c) 18%, transparent); }
.outline.on polygon { fill: color-mix(in srgb, var(--c) 34%, transparent); }
.outline .halo { stroke: #fff8; stroke-width: calc(4px / var(--k)); }
.outline polygon.halo { fill: none; }
.point path { stroke-width: calc(10px / var(--k)); }
.point .halo { stroke: #fff; stroke-width: calc(13px / var(--k)); }
.point.on path { stroke-width: calc(13px / var(--k)); }
.point.on .halo { stroke-width: calc(17px / var(--k)); }
.box.tag, .on.box.tag { border: 0; box-shadow: none; background: none; pointer-events: none;
  margin-top: calc(-8px / var(--k)); } .box.tag.low { margin-top: calc(8px / var(--k)); }
.crowded .box:not(.on) span { display: none; } .on.box { z-index: 1; }
.on.box { background: color-mix(in srgb, var(--c) 30%, transparent); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th { text-align: start; font-weight: 500; color: var(--muted); font-size: 12px; }
td, th { padding: 3px 6px; border-bottom: 1px solid var(--line); }
tr.on { background: var(--hover); }
.boxes td + td, .boxes th + th { text-align: right; white-space: nowrap; }
.said { width: auto; margin: 6px 0; }
.reply { margin: 8px 0; } .reply pre { color: var(--muted); margin: 2px 0; font-size: 11px; }
.label { display: flex; justify-content: space-between; gap: 12px; margin-top: 6px; }
.bar { height: 4px; border-radius: 2px; background: var(--line); margin: 2px 0 4px; }
.bar b { display: block; height: 4px; border-radius: 2px; background: var(--accent); }
@media print {
  :root { color-scheme: light; --bg: #fff; --panel: #fff; --line: #ccc; --text: #000;
    --muted: #555; --stage: #fff; --hover: #fff; --good: #1B7F50; --fair: #9A5B00;
    --weak: #C8372D; --accent: #3D5AFE; }
  body { margin: 0; } nav { display: none; } article { break-inside: avoid; }
  main { grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); }
  .sheet, .box, .box span, .keys i, td i, .bar, .bar b { print-color-adjust: exact;
    -webkit-print-color-adjust: exact; }
}
"""

SCRIPT = """
const view = { x: 0, y: 0, k: 1 };
const stages = [...document.querySelectorAll('.stage')];
const keep = () => { const low = 1 - view.k;
  view.x = Math.min(0, Math.max(low, view.x));
  view.y = Math.min(0, Math.max(low, view.y));
  document.body.classList.toggle('zoomed', view.k > 1);
  stages.forEach(s => { const w = s.clientWidth, h = s.clientHeight, sheet = s.firstElementChild;
    sheet.style.setProperty('--k', view.k);
    sheet.style.transform = `translate(${view.x * w}px, ${view.y * h}px) scale(${view.k})`; }); };
const zoom = (factor, px = 0.5, py = 0.5) => { const k = Math.min(16, Math.max(1, view.k * factor));
  view.x = px - (px - view.x) * k / view.k; view.y = py - (py - view.y) * k / view.k;
  view.k = k; keep(); };
const move = (dx, dy) => { view.x += dx; view.y += dy; keep(); };
const reset = () => { view.x = view.y = 0; view.k = 1; keep(); };
const acts = { in: () => zoom(1.5), out: () => zoom(1 / 1.5), reset };
const keys = { '+': acts.in, '=': acts.in, '-': acts.out, '0': reset, 'Escape': reset,
  ArrowLeft: () => move(0.1, 0), ArrowRight: () => move(-0.1, 0),
  ArrowUp: () => move(0, 0.1), ArrowDown: () => move(0, -0.1) };
document.querySelectorAll('nav button').forEach(b =>
  b.addEventListener('click', acts[b.dataset.act]));
addEventListener('resize', keep);
stages.forEach(s => {
  s.addEventListener('wheel', e => { e.preventDefault();
    const r = s.getBoundingClientRect();
    zoom(1.0015 ** -e.deltaY, (e.clientX - r.left) / r.width, (e.clientY - r.top) / r.height);
  }, { passive: false });
  s.addEventListener('pointerdown', e => { if (view.k > 1) s.setPointerCapture(e.pointerId); });
  s.addEventListener('pointermove', e => { if (!e.buttons || view.k === 1) return;
    move(e.movementX / s.clientWidth, e.movementY / s.clientHeight); });
  s.addEventListener('dblclick', reset);
  s.addEventListener('keydown', e => { if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key.startsWith('Arrow') && view.k === 1) return;
    if (keys[e.key]) { e.preventDefault(); keys[e.key](); } });
});
document.querySelectorAll('[data-box]').forEach(one => {
  const both = document.querySelectorAll(`[data-box="${one.dataset.box}"]`);
  const light = on => () => both.forEach(b => b.classList.toggle('on', on));
  one.addEventListener('mouseenter', light(true)); one.addEventListener('focus', light(true));
  one.addEventListener('mouseleave', light(false)); one.addEventListener('blur', light(false));
});
"""
