-- What wrk sends and what it says at the end: the body is the argument after `--`.
function init(args)
  wrk.method = "POST"
  wrk.headers["content-type"] = "application/json"
  wrk.headers["authorization"] = "Bearer key"
  wrk.body = args[1]
end

function done(summary)
  local e = summary.errors
  io.write(string.format(
    '\n{"requests":%d,"seconds":%.4f,"errors":%d,"timeouts":%d}\n',
    summary.requests, summary.duration / 1e6, e.connect + e.read + e.write + e.status, e.timeout))
end
