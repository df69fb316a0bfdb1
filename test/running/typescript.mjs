// `node --import` this, and Node runs the TypeScript of src as it is.
import { register } from 'node:module'

register('./typescript-hooks.mjs', import.meta.url)
