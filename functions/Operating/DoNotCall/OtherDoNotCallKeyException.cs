namespace AlturBridge.Operating.DoNotCall;

/// <summary>The list was written with another key, so that nobody on it would be found.</summary>
public sealed class OtherDoNotCallKeyException() : Exception(
    "The do-not-call list was written with another key: set Calling__DoNotCallSecret to the Altur__ApiKey "
    + "(or the Calling__DoNotCallSecret) of that time. Until then nobody is called.");
