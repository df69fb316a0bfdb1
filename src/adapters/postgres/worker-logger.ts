import { Logger } from 'graphile-worker'
import type { Log } from '../../ports/log.ts'

/** graphile-worker's messages in our log; what it says of each job is for debugging only, failures are told by `worker.ts`. */
export function workerLogger(log: Log): Logger {
  return new Logger((scope) => (level, message) => {
    const fields = { worker: scope.workerId ?? scope.label, job: scope.jobId, kind: scope.taskIdentifier }
    const isTold = message.startsWith('Failed task')
    if (!isTold && (level === 'error' || level === 'warning')) log.warn(fields, firstLine(message))
    else log.debug(fields, firstLine(message))
  })
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? ''
}
