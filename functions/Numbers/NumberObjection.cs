namespace AlturBridge.Numbers;

/// <summary>Why <see cref="AllowedNumbers"/> forbids calling a number.</summary>
public abstract record NumberObjection
{
    /// <summary>For the person who configures the bridge. Never any part of the number.</summary>
    public abstract string Sentence { get; }

    public sealed record CallingCode : NumberObjection
    {
        public override string Sentence =>
            "The country of the phone number is not among Calling__AllowedCallingCodes: add its calling code if it should be called.";
    }

    public sealed record Type(NumberType Value) : NumberObjection
    {
        public override string Sentence => Value == NumberType.Unassigned
            ? "The phone number does not exist in its country's numbering plan: correct it, or add Unassigned to "
                + "Calling__AllowedTypes if you know that it does."
            : $"The phone number is a {Value} number, a type that is not called: send another number, or add {Value} to "
                + "Calling__AllowedTypes.";
    }
}
