import { field, type PressHandler, sentence } from './press.ts'

/** Only a client that knows no dialogs sends the button as a press. */
export const address: PressHandler = async ({ reader }, _turn, press) => {
  const id = field(press, 'request', 20)
  const typed = /^[0-9A-Z]{8}$/.test(id) ? `/jit address ${id} 203.0.113.7` : '/jit from 203.0.113.7'
  return sentence(reader.words.pressing.address.clientCanNot(typed))
}
