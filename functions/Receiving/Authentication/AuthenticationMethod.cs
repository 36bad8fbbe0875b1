namespace AlturBridge.Receiving.Authentication;

/// <summary>How a source proves that a lead comes from it.</summary>
public enum AuthenticationMethod
{
    FunctionKey,
    Basic,
    Bearer,
    HeaderSecret,
    QuerySecret,
    Signature,
}
