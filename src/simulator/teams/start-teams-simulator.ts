import { once } from 'node:events'
import { openJournal } from '../journal.ts'
import { submitDialog } from './client/dialog.ts'
import { extend } from './client/extension.ts'
import { press } from './client/press.ts'
import { createReader } from './client/read-messages.ts'
import { suggestionsIn } from './client/search.ts'
import { edit, say } from './client/type-text.ts'
import { createLookups } from './client/who-and-where.ts'
import { activityRoutes } from './connector/activity-routes.ts'
import { createConnectorServer, serviceUrlAt } from './connector/connector-server.ts'
import { createGate } from './connector/conversation-gate.ts'
import { memberRoutes } from './connector/member-routes.ts'
import { openIdDocuments, openIdMetadataUrlAt } from './connector/openid-documents.ts'
import { createRateLimits } from './connector/rate-limits.ts'
import { createFaults, type TeamsOperation } from './faults.ts'
import type { Activity } from './inbound/activity.ts'
import { createBotCaller } from './inbound/bot-caller.ts'
import { searchActivity } from './inbound/card-activities.ts'
import { announceInstallation } from './install.ts'
import { listen } from './listen.ts'
import { actOnPlace } from './place-act.ts'
import { openPlaces } from './places.ts'
import { activityAgain } from './redeliver.ts'
import { buildRoster, type Team } from './roster.ts'
import { defaultSettings, type TeamsSimulatorSettings } from './settings.ts'
import { issuer, openSigningKey } from './signing-key.ts'
import type { TeamsSimulator, TeamsSimulatorOptions } from './teams-simulator.ts'
import { createTokens } from './tokens.ts'
import { openTongues } from './tongues.ts'
import { openWorld } from './world.ts'

const defaultTeam: Team = {
  id: '19:6f7065726174696f6e73000000000000@thread.tacv2',
  name: 'Operations',
  aadGroupId: '0de7a700-0000-4000-8000-000000000001',
}

/** Starts the simulated Teams; rejects with the system's error when it cannot listen or read its journal. */
export async function startTeamsSimulator(options: TeamsSimulatorOptions): Promise<TeamsSimulator> {
  const { now, appId, tenantId, people, channels, team = defaultTeam, botName = 'JIT Access' } = options
  const { zone = 'Europe/Paris', locale = 'en-GB', port = 0, journalFile } = options
  const { wallNow = Date.now, elapsedMs = () => performance.now() } = options
  const settings: TeamsSimulatorSettings = { ...defaultSettings, ...options.settings }
  const calls: Partial<Record<TeamsOperation, number>> = {}
  const answers: Record<number, number> = {}
  const faults = createFaults()
  const journal = openJournal(journalFile)
  try {
    const places = openPlaces(journal)
    const tongues = openTongues(journal, locale)
    const roster = buildRoster({ appId, botName, tenantId, team, people, channels, places })
    const world = openWorld(journal, now)
    const key = await openSigningKey(journal)
    const server = createConnectorServer({
      parts: { world, roster, settings, now },
      gate: createGate(settings, createRateLimits(elapsedMs)),
      faults,
      routes: [...activityRoutes, ...memberRoutes],
      documents: openIdDocuments(key),
      onCall(operation) {
        calls[operation] = (calls[operation] ?? 0) + 1
      },
      onAnswer(status) {
        answers[status] = (answers[status] ?? 0) + 1
      },
    })
    const origin = `http://127.0.0.1:${await listen(server, port, journal)}`
    const serviceUrl = serviceUrlAt(origin)

    const tokens = createTokens({ key, appId, serviceUrl, now, wallNow })
    const bot = createBotCaller(options.botEndpoint, () => settings.answerWithinMs)
    const deliver = async (activity: unknown) => await bot.call(activity, `Bearer ${await tokens.current()}`)
    const sender = { roster, serviceUrl, now, zone, localeOf: tongues.localeOf }
    const lookups = createLookups(roster, world, now)
    const acting = { sender, world, lookups, settings, deliver }
    const closing = new AbortController()
    const given = new Promise<void>((resolve) => closing.signal.addEventListener('abort', () => resolve()))
    const announced = Promise.race([options.botReady, given]).then(() =>
      announceInstallation({ sender, journal, deliver, signal: closing.signal }),
    )

    return {
      serviceUrl,
      openIdMetadataUrl: openIdMetadataUrlAt(origin),
      issuer,
      settings,
      say: (as, conversation, text) => say(acting, as, conversation, text),
      edit: (as, message, text) => edit(acting, as, message, text),
      press: (what) => press(acting, what),
      submitDialog: (what) => submitDialog(acting, what),
      redeliver: async (message, newId = false) => {
        // The service may have another address than when it was sent first.
        const again: Activity = { ...activityAgain(world, message, newId), serviceUrl }
        return await deliver(again)
      },
      extend: (what) => extend(acting, what),
      async search(as, where, dataset, query) {
        const from = lookups.person(as)
        const on =
          typeof where === 'string'
            ? { from, ...lookups.message(from, where) }
            : { from, conversation: lookups.conversation(from, where.conversation).conversation, message: undefined }
        return suggestionsIn(await deliver(searchActivity(sender, on, dataset, query)))
      },
      conversations: (as) =>
        roster.conversationsOf(lookups.person(as)).map(({ id, name, kind }) => ({ id, name, kind })),
      messages: createReader(acting),
      inject: faults.inject,
      clearFaults: faults.clear,
      calls: () => ({ ...calls }),
      answers: () => ({ ...answers }),
      onChange: world.onChange,
      localeOf: (as) => tongues.localeOf(lookups.person(as).id),
      readIn: (as, locale) => tongues.setLocale(lookups.person(as).id, locale),
      place: (act) => actOnPlace({ sender, places, deliver }, act),
      onPlaces: places.onChange,
      signToken: tokens.sign,
      deliver: async (activity, { token } = {}) =>
        token === undefined
          ? await deliver(activity)
          : await bot.call(activity, token === null ? undefined : `Bearer ${token}`),
      announced,
      async close() {
        if (closing.signal.aborted) return
        closing.abort()
        bot.close()
        await announced
        const closed = once(server, 'close')
        server.close()
        server.closeAllConnections()
        await closed
        journal.close()
      },
    }
  } catch (error) {
    journal.close()
    throw error
  }
}
