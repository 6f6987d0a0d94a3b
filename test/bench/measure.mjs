/** Median microseconds of each job, all jobs interleaved in rounds so that drift of the machine hits them alike. */
export async function interleaved(jobs, options) {
  return medians(await sampled(jobs, options))
}

/** Microseconds of a call of each job, one figure a round; `warmup` calls of each come before. */
export async function sampled(jobs, { rounds = 15, calls = 100, warmup = 500 } = {}) {
  const times = Object.fromEntries(Object.keys(jobs).map((name) => [name, []]))
  for (const job of Object.values(jobs)) for (let call = 0; call < warmup; call++) await job()
  for (let round = 0; round < rounds; round++) {
    for (const [name, job] of Object.entries(jobs)) {
      const begun = performance.now()
      for (let call = 0; call < calls; call++) await job()
      times[name].push(((performance.now() - begun) / calls) * 1000)
    }
  }
  return times
}

export function medians(times) {
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]))
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}

export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
}
