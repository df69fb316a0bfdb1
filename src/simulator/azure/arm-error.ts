/** A refusal in Azure Resource Manager's own words: the answer is `{"error":{code,message}}` with this status. */
export class ArmError extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.name = 'ArmError'
    this.status = status
    this.code = code
  }
}

export function resourceNotFound(type: string, name: string, resourceGroup: string): ArmError {
  const what = `The Resource '${type}/${name}' under resource group '${resourceGroup}' was not found.`
  return new ArmError(
    404,
    'ResourceNotFound',
    `${what} For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  )
}

export function invalidContent(message: string): ArmError {
  return new ArmError(400, 'InvalidRequestContent', `The request content was invalid: ${message}`)
}
