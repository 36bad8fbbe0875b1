using System.Text.RegularExpressions;
using AlturBridge.Http;
using AlturBridge.Messages;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AlturBridge.Tests.Messages;

/// <summary>However and wherever a number is written, it is no longer readable.</summary>
[Properties(Replay = "(20261122,1)", MaxTest = 3000, Arbitrary = [typeof(MaskProperties)], QuietOnSuccess = true)]
public sealed partial class MaskProperties
{
    private static readonly string[] Gaps = ["", "", "", " ", "-", ".", "(", ") ", " (", "\u00a0", "\u202f", "\u2011"];
    private static readonly string[] Before =
        ["", " ", "(", "\"", ",", ": ", "tel:", "to ", "\\n", "10.0.0.1:443 ", "22.11.2026 17:33 ", "2026-11-22 17:33:39 UTC ", "é "];
    private static readonly string[] After =
        ["", " ", ")", "\"", ",", ".", " at 9:05", ": busy", "; 10.0.0.1:443", " - x", " 2026-11-22", "\n"];

    public static Arbitrary<WrittenNumber> Numbers()
    {
        var digit = Gen.Choose(0, 9).SelectMany(value => Gen.Elements(Gaps).Select(gap => $"{value}{gap}"));
        var number = Gen.Choose(7, 15).SelectMany(length => digit.ListOf(length)).Select(
            digits => string.Concat(digits).TrimEnd(' ', '-', '.', '(', ')', '\u00a0', '\u202f', '\u2011'));
        return Gen.Elements(Before)
            .SelectMany(before => Gen.Elements("+", "").SelectMany(plus => number.SelectMany(text => Gen.Elements(After).Select(after =>
            new WrittenNumber($"{plus}{text}", $"{before}{plus}{text}{after}"))))).ToArbitrary();
    }

    [Property]
    public bool No_number_can_be_read(WrittenNumber number)
    {
        // What looks like a date with a time, or an address with a port, is not treated as a number.
        return NotANumber().IsMatch(number.InText) || !PhoneNumber.Mask(number.InText).Contains(number.Number, StringComparison.Ordinal);
    }

    [Property]
    public bool A_quote_shows_no_more_of_a_number_than_its_mask_wherever_it_is_cut(WrittenNumber number, byte cut)
    {
        var masked = PhoneNumber.Mask(number.InText).ReplaceLineEndings(" ").Trim();
        var quoted = Quote.Of(new BinaryData(number.InText), cut + 1);

        return quoted == masked || (quoted[^1] == '…' && masked.StartsWith(quoted[..^1], StringComparison.Ordinal));
    }

    [GeneratedRegex(@"(?<!10\.0\.0\.)(?<![0-9.])[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}:[0-9]|[0-9]{1,2}[./][0-9]{1,2}[./](?:19|20)[0-9]{2},? [0-9]{1,2}:[0-9]|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}")]
    private static partial Regex NotANumber();

    /// <param name="Number">The number as it is written.</param>
    /// <param name="InText">The same with something before and after it.</param>
    public sealed record WrittenNumber(string Number, string InText);
}
