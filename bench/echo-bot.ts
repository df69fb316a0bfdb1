import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { ServiceClientCredentialsFactory } from 'botframework-connector'
import restify from 'restify'

/** The reference: a bare botbuilder bot that checks tokens and echoes, with nothing else in it. */
const { METADATA_URL = '', ISSUER = '', APP_ID = '' } = process.env

class Credentials extends ServiceClientCredentialsFactory {
  override isValidAppId = async (id: string) => id === APP_ID
  override isAuthenticationDisabled = async () => false
  override createCredentials = async () => ({
    signRequest: async <R extends { headers: { set(name: string, value: string): void } }>(request: R) => {
      request.headers.set('Authorization', 'Bearer bench')
      return request
    },
  })
}

const adapter = new CloudAdapter(
  new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: APP_ID,
      ToChannelFromBotLoginUrl: `${ISSUER}/x`,
      ToChannelFromBotOAuthScope: ISSUER,
      ToBotFromChannelTokenIssuer: ISSUER,
      OAuthUrl: `${ISSUER}/x`,
      ToBotFromChannelOpenIdMetadataUrl: METADATA_URL,
      ToBotFromEmulatorOpenIdMetadataUrl: METADATA_URL,
      CallerId: 'urn:botframework:azure',
    },
    new Credentials(),
  ),
)
const bot = new ActivityHandler().onMessage(async (context, next) => {
  await context.sendActivity(`echo ${context.activity.text}`)
  await next()
}) as ActivityHandler

const server = restify.createServer()
server.use(restify.plugins.bodyParser())
server.post('/api/messages', async (req, res) => {
  await adapter.process(req as never, res, (context) => bot.run(context))
})
server.listen(0, '127.0.0.1', () => console.log(`ready at http://127.0.0.1:${server.address().port}`))
