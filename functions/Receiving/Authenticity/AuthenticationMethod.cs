namespace AlturBridge.Receiving.Authenticity;

/// <summary>How a source proves that a lead comes from it; <see cref="AuthenticationMethods"/> has the names in settings.</summary>
public enum AuthenticationMethod
{
    FunctionKey,
    Basic,
    Bearer,
    HeaderSecret,
    QuerySecret,
    Signature,
}
