import { OpenIdMetadata } from 'botframework-connector/lib/auth/openIdMetadata.js'

type SigningKey = Awaited<ReturnType<OpenIdMetadata['getKey']>>

/** What the SDK has under these names, though it shows only `getKey`. */
interface SdkKeys {
  /** Reads the keys; throws when it can not. */
  refreshCache(): Promise<void>
  findKey(keyId: string): SigningKey
}

interface Reading {
  at: number
  running?: Promise<void> | undefined
}

const dayMs = 24 * 3_600_000
/** A token with a key that nobody knows costs at most one reading in this time, however many come. */
const apartMs = 10_000
const readings = new WeakMap<SdkKeys, Reading>()

/**
 * Has the SDK look for a key of Teams that it does not know among keys that are read anew, in one reading for all who wait. By itself it
 * notes that it has keys before it has them, and then refuses for an hour each call that is signed by another: after a start, after a
 * reading that broke off, after Teams has changed its keys. Keys that are known hold while no newer ones can be read.
 */
export function readSigningKeysWhenNeeded(now = () => performance.now()): void {
  async function read(keys: SdkKeys, reading: Reading): Promise<void> {
    await keys.refreshCache()
    reading.at = now()
  }

  OpenIdMetadata.prototype.getKey = async function (keyId: string): Promise<SigningKey> {
    const keys = this as unknown as SdkKeys
    const reading = readings.get(keys) ?? { at: Number.NEGATIVE_INFINITY }
    readings.set(keys, reading)
    const known = keys.findKey(keyId)
    if (now() - reading.at < (known ? dayMs : apartMs)) return known
    reading.running ??= read(keys, reading).finally(() => {
      reading.running = undefined
    })
    try {
      await reading.running
    } catch (error) {
      if (known) return known
      throw error
    }
    return keys.findKey(keyId)
  }
}
