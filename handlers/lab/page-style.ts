/** The page in light and dark, whichever the reader prefers. */
export const pageStyle = `
:root {
  --ground: #f7f7f5; --card: #fff; --ink: #1b1d21; --soft: #5c626b; --line: #e3e4e0; --good: #17803d; --bad: #b3261e; --warn: #8a5a00;
  --shade: rgba(179, 38, 30, .09); --grid: #ececea;
  --c0: #2563c9; --c1: #c2550a; --c2: #15803d; --c3: #8b3fc4; --c4: #b4175f; --c5: #0b7285; --c6: #7a5c00; --c7: #52525b;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #131518; --card: #1c1f24; --ink: #eceef1; --soft: #a2a9b4; --line: #2e333a; --good: #5ad08a; --bad: #ff8a80; --warn: #f0bd5a;
    --shade: rgba(255, 138, 128, .14); --grid: #2a2e35;
    --c0: #7fb0ff; --c1: #ffa45e; --c2: #67d391; --c3: #cf9dff; --c4: #ff8fbf; --c5: #5fd3e6; --c6: #e5c65a; --c7: #b4b8c0;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 32px 20px 48px; }
h1 { margin: 0; font-size: 26px; line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin: 0 0 2px; font-size: 16px; }
.about { margin: 4px 0 20px; color: var(--soft); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(160px, 1fr)); gap: 12px; margin-bottom: 16px; }
.tile, section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.tile { padding: 12px 16px; }
.tile b { display: block; font-size: 24px; line-height: 1.3; font-weight: 600; font-variant-numeric: tabular-nums; }
.tile span { color: var(--soft); font-size: 13px; }
.tile .good { color: var(--good); } .tile .bad { color: var(--bad); } .tile .warn { color: var(--warn); }
section { padding: 16px 18px; margin-bottom: 16px; }
section > p { margin: 0 0 10px; color: var(--soft); font-size: 13px; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(420px, 1fr)); gap: 16px; }
.pair section { min-width: 0; }
@media (max-width: 500px) { .pair { grid-template-columns: 1fr; } }
.plot { width: 100%; min-height: 240px; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 5px 10px 5px 0; text-align: left; vertical-align: top; border-top: 1px solid var(--line); font-weight: 400; overflow-wrap: anywhere; }
tr:first-child > * { border-top: 0; }
thead th, .facts th { color: var(--soft); }
.facts th { width: 150px; white-space: nowrap; }
.number { text-align: right; white-space: nowrap; }
.share { width: 38%; }
.bar { display: block; height: 12px; margin-top: 5px; border-radius: 3px; background: var(--c0); min-width: 2px; }
.u-legend { color: var(--ink); font-size: 13px; text-align: left; }
.u-legend .u-marker { border-radius: 3px; }
.u-legend tr > * { border-top: 0; padding: 2px 4px; }
`
