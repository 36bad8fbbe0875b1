using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AlturBridge.Sandbox.Simulation;

/// <summary>How often a simulated service misbehaves, and how: <c>429:0.05,hang:0.01</c> is one in twenty and one in a hundred.</summary>
public sealed class Faults
{
    private const string Example = "429:0.05,503:0.02,hang:0.01,reset:0.01";

    public static readonly Faults None = new([]);

    private readonly (Fault Fault, decimal Probability)[] shares;
    private readonly double[] upTo;

    private Faults((Fault Fault, decimal Probability)[] shares)
    {
        this.shares = shares;
        // Summed as decimals, so that ten times 0.1 is exactly 1 and every roll gives a fault.
        var sum = 0m;
        upTo = [.. shares.Select(share => (double)(sum += share.Probability))];
    }

    /// <param name="text"><c>name:probability</c>, separated by commas; empty or <c>none</c> for no faults. A name is a status
    /// from 300 to 599, <c>hang</c>, <c>reset</c>, <c>half</c>, <c>html</c> or <c>empty</c>.</param>
    /// <exception cref="FormatException">The text is malformed; the message says how.</exception>
    public static Faults Parse(string text)
    {
        if (text.Trim() is "" or "none")
        {
            return None;
        }

        var shares = Array.ConvertAll(text.Split(','), Share);
        if (shares.GroupBy(share => share.Fault).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw Wrong($"the fault \"{twice.Key.Name}\" is named twice");
        }

        return shares.Sum(share => share.Probability) <= 1 ? new Faults(shares) : throw Wrong("the probabilities add up to more than 1");
    }

    /// <param name="roll">0 or more, less than 1.</param>
    /// <returns>Null when nothing goes wrong this time.</returns>
    public Fault? Pick(double roll)
    {
        var index = Array.FindIndex(upTo, end => roll < end);
        return index < 0 ? null : shares[index].Fault;
    }

    [SuppressMessage("Security", "CA5394", Justification = "A simulation must be repeatable; nothing here is a secret.")]
    public Fault? Pick(Random random) => Pick(random.NextDouble());

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString()
    {
        return shares.Length == 0
            ? "none"
            : string.Join(',', shares.Select(share => $"{share.Fault.Name}:{share.Probability.ToString(CultureInfo.InvariantCulture)}"));
    }

    private static (Fault Fault, decimal Probability) Share(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            throw Wrong($"\"{text.Trim()}\" has no probability");
        }

        var name = text[..colon].Trim();
        var number = text[(colon + 1)..].Trim();
        if (Fault.Find(name) is not { } fault)
        {
            throw Wrong($"\"{name}\" is neither a status from 300 to 599 nor hang, reset, half, html or empty");
        }

        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return decimal.TryParse(number, Plain, CultureInfo.InvariantCulture, out var probability) && probability is >= 0 and <= 1
            ? (fault, probability)
            : throw Wrong($"\"{number}\" is not a probability from 0 to 1");
    }

    private static FormatException Wrong(string what) => new($"In the faults, {what}; write them like \"{Example}\".");
}
