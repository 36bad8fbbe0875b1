namespace AlturBridge.Testing.Chaos;

public enum UnknownCause
{
    /// <summary>A false alarm: no kill interrupted its call, and Altur's answer was clear.</summary>
    None,

    /// <summary>Altur did not answer, or did not say whether a call was placed.</summary>
    NoClearAnswer,

    /// <summary>The host was killed while Altur had the request and had not answered: unavoidable.</summary>
    RequestAtAltur,

    /// <summary>The host was killed between Altur's answer and recording it.</summary>
    AnswerOnItsWay,

    /// <summary>The host was killed between the claim and the arrival of the request at Altur.</summary>
    RequestOnItsWay,
}
