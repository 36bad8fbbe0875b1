// The types that several files share.

@export()
@description('The settings that are no secrets, as text. What is left out keeps the code\'s default; a test compares the names.')
type bridgeSettings = {
  @description('Where Call records go: an https address.')
  @minLength(1)
  Webhook__Url: string

  @description('The longest one delivery to the webhook may take, such as 00:00:15.')
  Webhook__Timeout: string?

  @description('The agent for leads that name none: a version 4 UUID.')
  Altur__AgentId: string?

  @description('Altur\'s API, https.')
  Altur__BaseUrl: string?

  @description('The longest one POST to Altur may take, such as 00:00:30.')
  Altur__Timeout: string?

  @description('Requests to Altur in flight at once, over all instances. At most maxConcurrentSessions in host.json.')
  Calling__Lanes: string?

  @description('The least time between two calls in one lane, such as 00:00:01.')
  Calling__Pace: string?

  @description('Attempts that placed no call before a lead is dead-lettered.')
  Calling__MaxAttempts: string?

  @description('true dials again when nobody knows whether the first call was placed: someone may be called twice.')
  Calling__RedialUnknown: string?

  @description('Older leads are dead-lettered, not called, such as 1.00:00:00 for a day.')
  Leads__MaxAge: string?

  @description('false keeps no journal of what became of each lead.')
  Journal__Enabled: string?

  @description('How long the journal remembers a lead, such as 30.00:00:00 for thirty days.')
  Journal__Retention: string?

  @description('Sources__<name>__… and Webhook__Headers__<name>: as many as wanted, letters, digits and underscores only.')
  *: string
}

@export()
@description('Tags of a resource.')
type resourceTags = {
  @description('As many as wanted.')
  *: string
}

@export()
@description('The network that private endpoints are put into.')
type privateNetworkReference = {
  @description('The virtual network that resolves the private names.')
  networkId: string

  @description('The subnet of the private endpoints.')
  subnetId: string
}

@export()
@description('Instances of a function or a group of functions that are always ready.')
type alwaysReadyInstances = {
  @description('http for all HTTP functions, or function:<its name>.')
  name: string

  @description('How many.')
  @minValue(0)
  instanceCount: int
}
