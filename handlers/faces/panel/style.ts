/** The panel's look; colours follow the page's `color-scheme`, or the system's. */
export const STYLE = `
:host {
  color-scheme: light dark;
  --ink: light-dark(#1a2230, #e4e8ef);
  --soft: light-dark(#5b6675, #97a2b3);
  --line: light-dark(#dfe3ea, #2b323e);
  --ground: light-dark(#ffffff, #14181f);
  --raised: light-dark(#f5f7fa, #1b212b);
  --accent: light-dark(#0b6e66, #4fd1c0);
  --accent-ground: light-dark(#e2f4f1, #16332f);
  --bad: light-dark(#b3261e, #ff8a80);
  --bad-ground: light-dark(#fcebea, #3a1d1d);
  --warn: light-dark(#8a5200, #f2b866);
  --warn-ground: light-dark(#fdf1dc, #372a14);
  display: block;
  font: 12px/1.45 system-ui, sans-serif;
  color: var(--ink);
}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
.panel {
  display: flex; flex-direction: column; height: 100%; min-height: 0;
  background: var(--ground); border: 1px solid var(--line); border-radius: 10px; overflow: hidden;
}
:host([floating]) { position: fixed; right: 16px; bottom: 16px; z-index: 2147483000; }
:host([floating]) .panel { width: min(460px, calc(100vw - 32px)); height: min(680px, calc(100vh - 32px)); box-shadow: 0 12px 40px #0004; }
:host([floating]:not([open])) .panel, :host([floating][open]) .fold, :host(:not([floating])) .fold, :host(:not([floating])) .close { display: none; }
.fold { border-radius: 99px; padding: 7px 14px; box-shadow: 0 4px 16px #0003; }
.fold b { color: var(--accent); margin-right: 8px; letter-spacing: .04em; }
header { display: flex; align-items: center; gap: 8px; padding: 8px 10px; border-bottom: 1px solid var(--line); }
h2 { font-size: 13px; margin: 0; color: var(--accent); letter-spacing: .02em; }
header { flex-wrap: wrap; }
.totals { order: 1; display: flex; flex-wrap: wrap; gap: 0 18px; width: 100%; margin: 0; }
.totals div { display: flex; gap: 5px; align-items: baseline; }
.totals dt { order: 1; }
.totals dd { font-size: 14px; font-weight: 600; }
.totals .failed dd { color: var(--bad); }
.buttons { display: flex; gap: 4px; margin-left: auto; }
button, select, input { font: inherit; color: inherit; }
button { background: var(--raised); border: 1px solid var(--line); border-radius: 6px; padding: 3px 9px; min-height: 26px; cursor: pointer; }
button:hover:not(:disabled) { border-color: var(--accent); }
button:disabled { opacity: .45; cursor: default; }
.pause.on { background: var(--accent-ground); border-color: var(--accent); color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.close { font-size: 16px; line-height: 1; padding: 0 8px; }
.controls {
  display: grid; grid-template-columns: repeat(auto-fill, minmax(92px, 1fr)); gap: 7px 10px; align-items: end;
  padding: 9px 10px 11px; background: var(--raised); border-bottom: 1px solid var(--line);
}
.field { display: grid; gap: 2px; min-width: 0; }
.field > span { display: flex; justify-content: space-between; color: var(--soft); font-size: 11px; }
.value { color: var(--ink); font-variant-numeric: tabular-nums; }
.wide { grid-column: span 2; }
.fail { grid-column: 2 / -1; }
select, input[type=text], input[type=number] {
  width: 100%; min-width: 0; height: 26px; padding: 2px 6px; background: var(--ground); border: 1px solid var(--line); border-radius: 6px;
}
input::placeholder { color: var(--soft); opacity: 1; }
input[type=range] { width: 100%; height: 26px; margin: 0; accent-color: var(--accent); }
.switch { display: flex; align-items: center; gap: 6px; height: 26px; cursor: pointer; }
.switch input { appearance: none; position: relative; width: 30px; height: 18px; margin: 0; border-radius: 9px; background: var(--soft); cursor: pointer; transition: background .15s; }
.switch input::after { content: ''; position: absolute; inset: 3px auto 3px 3px; width: 12px; border-radius: 6px; background: var(--ground); transition: left .15s; }
.switch input:checked { background: var(--bad); }
.switch input:checked::after { left: 15px; }
.fail { display: flex; gap: 4px; }
.fail button { white-space: nowrap; }
.list { flex: 1; min-height: 0; overflow: auto; margin: 0; padding: 0; list-style: none; scrollbar-width: thin; }
.list li { border-bottom: 1px solid var(--line); }
.row { display: grid; gap: 1px; width: 100%; padding: 7px 10px 8px; text-align: left; background: none; border: 0; border-radius: 0; }
.row:hover { background: var(--raised); }
.row:focus-visible { outline-offset: -2px; }
.line { display: flex; gap: 7px; align-items: baseline; min-width: 0; }
.line b { font-weight: 600; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.provider { margin-left: auto; color: var(--soft); white-space: nowrap; }
.figures { margin-left: auto; color: var(--soft); font-variant-numeric: tabular-nums; white-space: nowrap; }
.standing { min-width: 32px; padding: 0 5px; border-radius: 5px; text-align: center; font-size: 11px; font-weight: 600; font-variant-numeric: tabular-nums; color: var(--accent); background: var(--accent-ground); }
[data-standing=failed] .standing, [data-standing=cut] .standing { color: var(--bad); background: var(--bad-ground); }
[data-standing=aborted] .standing, [data-paused] .standing { color: var(--warn); background: var(--warn-ground); }
.asked, .answer { min-width: 0; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.answer { color: var(--soft); }
.answer:empty { display: none; }
[data-standing=failed] .answer, [data-standing=cut] .answer { color: var(--bad); }
[data-standing=streaming]:not([data-paused]) .answer::after { content: '▍'; color: var(--accent); animation: blink 1s steps(2) infinite; }
.bar { position: relative; height: 4px; margin-top: 5px; border-radius: 2px; background: var(--raised); overflow: hidden; }
.bar span { position: absolute; top: 0; bottom: 0; }
.wait { background: var(--line); }
.send { min-width: 2px; background: var(--accent); }
[data-standing=failed] .send, [data-standing=cut] .send { background: var(--bad); }
[data-standing=aborted] .send, [data-paused] .send { background: var(--warn); }
.detail { display: grid; gap: 8px; padding: 4px 10px 12px; }
.actions { display: flex; gap: 4px; }
pre { margin: 0; padding: 7px 9px; max-height: 220px; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; background: var(--raised); border-radius: 6px; }
pre:empty, .note:empty { display: none; }
pre::before { content: attr(aria-label); display: block; margin-bottom: 2px; font-size: 11px; color: var(--soft); }
.reasoning { font-style: italic; }
.reasoning::before { font-style: normal; }
.snippet { font: 11px/1.5 ui-monospace, monospace; }
.note { margin: 0; color: var(--warn); }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(120px, 1fr)); gap: 4px 12px; margin: 0; }
dt { color: var(--soft); font-size: 11px; }
dd { margin: 0; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.empty { margin: auto; padding: 24px; color: var(--soft); text-align: center; }
.empty:not([hidden]) ~ .list { display: none; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@keyframes blink { 50% { opacity: 0; } }
@media (prefers-reduced-motion: reduce) { *, ::after { animation: none !important; transition: none !important; } }
`
