/** Draws the plots with uPlot; runs in the page, where `report` is the data. */
export const plotScript = String.raw`
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim()
const providerColour = (index) => colour('c' + (index % 8))
let plots = []

function shade(plot) {
  const { ctx, bbox } = plot
  ctx.save()
  for (const { from, to } of report.outages) {
    const left = Math.max(bbox.left, plot.valToPos(from, 'x', true))
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(to, 'x', true))
    if (right <= left) continue
    ctx.fillStyle = colour('shade')
    ctx.fillRect(left, bbox.top, right - left, bbox.height)
  }
  ctx.restore()
}

function label(plot) {
  const { ctx, bbox } = plot
  ctx.save()
  ctx.font = 12 * devicePixelRatio + 'px system-ui, sans-serif'
  ctx.fillStyle = colour('bad')
  ctx.textBaseline = 'top'
  ctx.textAlign = 'left'
  report.outages.forEach(({ from, to, name }, row) => {
    const left = Math.max(bbox.left, plot.valToPos(from, 'x', true)) + 6 * devicePixelRatio
    if (left < bbox.left + bbox.width) ctx.fillText(name, left, bbox.top + (6 + 16 * (row % 4)) * devicePixelRatio)
  })
  ctx.restore()
}

const clockTime = (seconds) => {
  if (report.seconds < 180) return +seconds.toFixed(1) + ' s'
  const minutes = Math.floor(seconds / 60)
  return minutes + ':' + String(Math.round(seconds % 60)).padStart(2, '0')
}
const axis = (values, size = 56) => ({
  stroke: colour('soft'), size, font: '12px system-ui, sans-serif',
  grid: { stroke: colour('grid'), width: 1 }, ticks: { stroke: colour('grid'), width: 1 },
  values: (_, all) => all.map(values),
})

function draw(id, height, series, data, values, y, hooks = {}) {
  const element = document.getElementById(id)
  plots.push({ element, height, plot: new uPlot({
    width: element.clientWidth, height, series: [{ label: 'at', value: (_, x) => (x == null ? '–' : clockTime(x)) }, ...series],
    scales: { x: { time: false, range: () => [0, Math.max(1, report.seconds)] }, y },
    axes: [axis(clockTime, 32), axis(values, 62)],
    cursor: { points: { size: 8 } }, hooks,
  }, data, element) })
}

const seconds = (value) => (value == null ? '–' : value < 1 ? Math.round(value * 1000) + ' ms' : +value.toFixed(2) + ' s')
const share = (value) => (value == null ? '–' : Math.round(value) + ' %')
const dollars = (value) => (value == null ? '–' : value === 0 ? '$0' : '$' + +value.toPrecision(3))

function all() {
  for (const { plot } of plots) plot.destroy()
  plots = []
  const columns = report.providers.map((_, index) => report.points.map((point) => (point[2] === index ? point[1] : null)))
  draw('latency', 320, report.providers.map((name, index) => ({
    label: name, stroke: providerColour(index), fill: providerColour(index), paths: () => null,
    points: { show: true, size: 5, fill: providerColour(index), stroke: providerColour(index), width: 0 }, value: (_, y) => seconds(y),
  })), [report.points.map((point) => point[0]), ...columns], seconds, { range: (_, __, most) => [0, (most || 1) * 1.15] },
  { drawClear: [shade], draw: [label] })
  draw('success', 260, [
    { label: 'answered', stroke: colour('good'), width: 2, value: (_, y) => share(y), points: { show: false }, spanGaps: true },
    { label: 'fell back', stroke: colour('c1'), fill: colour('c1') + '33', width: 1.5, value: (_, y) => share(y), points: { show: false }, spanGaps: true },
  ], [0, 1, 2].map((column) => report.spans.map((span) => span[column])), share, { range: () => [0, 104] }, { drawClear: [shade] })
  const cost = [[0, 0], ...report.cost, [report.seconds, report.cost.at(-1)[1]]]
  const budget = report.budget == null ? [] : [{ label: 'budget', stroke: colour('bad'), width: 1.5, dash: [6, 5], value: (_, y) => dollars(y), points: { show: false } }]
  draw('cost', 260, [
    { label: 'so far', stroke: colour('c0'), fill: colour('c0') + '22', width: 2, value: (_, y) => dollars(y), points: { show: false } }, ...budget,
  ], [cost.map(([x]) => x), cost.map(([, y]) => y), ...budget.map(() => cost.map(() => report.budget))], dollars,
  { range: (_, __, most) => [0, (most || 1) * 1.1] }, { drawClear: [shade] })
  for (const bar of document.querySelectorAll('.bar')) bar.style.background = providerColour(Math.max(0, report.providers.indexOf(bar.dataset.provider)))
}

all()
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', all)
addEventListener('resize', () => {
  for (const { plot, element, height } of plots) plot.setSize({ width: element.clientWidth, height })
})
`
