import { jest } from '@jest/globals'

// Tests here start servers, kill them and wait for real time. What the machine did in between (a port that was taken, a slow disk) must
// not stop a change; what fails twice does, and the log tells what was tried again.
jest.retryTimes(1, { logErrorsBeforeRetry: true, retryImmediately: true })
