/** The app as a resource in Entra, `api://<host>/botid-<app id>`: what Teams asks a token for, and its manifest names. */
export function appResource(publicUrl: string, appId: string): string {
  return `api://${new URL(publicUrl).host}/botid-${appId}`
}
