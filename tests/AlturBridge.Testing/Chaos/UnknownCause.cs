namespace AlturBridge.Testing.Chaos;

public enum UnknownCause
{
    /// <summary>A false alarm: no kill found its call under way, and Altur's answer was clear.</summary>
    None,

    /// <summary>Altur answered, but not whether a call was placed; or it did not answer.</summary>
    NoClearAnswer,

    /// <summary>The host was killed while Altur had the request and had not answered: nobody could know better.</summary>
    RequestAtAltur,

    /// <summary>The host was killed between Altur's answer and its being written down.</summary>
    AnswerOnItsWay,

    /// <summary>The host was killed between the claim and the arrival of the request at Altur.</summary>
    RequestOnItsWay,
}
