using AlturBridge.Tests.StandIns.Sample;

namespace AlturBridge.Tests.StandIns;

public sealed class TheComparisonNoticesEveryDifference
{
    private const string Us = "AlturBridge.Tests.StandIns.Sample";
    private const string Generic = "System.Collections.Generic";
    private const string Cancellation = "System.Threading.CancellationToken cancellationToken = default";

    // The columns of a recorded API, with bars for tabs.
    private const string Official = $$"""
        {{Us}}.Line|class|Line|public abstract class {{Us}}.Line|
        {{Us}}.Line|ctor|.ctor|protected Line()|
        {{Us}}.Phone|class|Phone|public class {{Us}}.Phone : {{Us}}.Line, System.ICloneable, System.IProgress<string>|
        {{Us}}.Phone|ctor|.ctor|protected Phone(params string[] numbers)|
        {{Us}}.Phone|property|Numbers|public virtual {{Generic}}.IReadOnlyList<string> Numbers { get; protected set; }|
        {{Us}}.Phone|method|Dial|public virtual bool? Dial(string number, int rings = 3, {{Us}}.Tone tone = ({{Us}}.Tone)1)|
        {{Us}}.Phone|method|Hear|public virtual {{Generic}}.IList<string> Hear(System.TimeSpan? limit = null, {{Cancellation}})|
        {{Us}}.Phone|method|Clone|public object Clone()|
        {{Us}}.Phone|method|Report|public void Report(string value)|
        {{Us}}.Phone|method|ToString|public sealed override string ToString()|
        {{Us}}.PhoneExtensions|class|PhoneExtensions|public static class {{Us}}.PhoneExtensions|Extension
        {{Us}}.PhoneExtensions|field|Emergency|public const string Emergency = "112"|
        {{Us}}.PhoneExtensions|method|Me|public static TPhone Me<TPhone>(TPhone phone) where TPhone : class, System.ICloneable|Extension
        {{Us}}.Tone|enum|Tone|public enum {{Us}}.Tone : int|
        {{Us}}.Tone|enum-value|Busy|Busy = 0|
        {{Us}}.Tone|enum-value|Free|Free = 1|
        """;

    [Fact]
    public void Nothing_is_said_of_a_type_that_is_just_like_the_official_one() => Assert.Empty(Differences(Official));

    [Fact]
    public void The_official_type_may_have_more() =>
        Assert.Empty(Differences(
            $"{Official}\n{Us}.Tone|enum-value|Dead|Dead = 2|"
                .Replace("string ToString()|", "string ToString()|EditorBrowsable", StringComparison.Ordinal)
                .Replace("System.ICloneable, ", "System.ICloneable, System.IDisposable, ", StringComparison.Ordinal)));

    [Theory]
    [InlineData("> Numbers {", "> Others {", "Phone has officially no property", "Numbers")]
    [InlineData("public virtual bool?", "public bool?", "Phone has officially no method \"public virtual", "Dial")]
    [InlineData("public sealed override string", "public override string", "Phone has officially no method \"public sealed", "ToString")]
    [InlineData("public object Clone", "public virtual object Clone", "Phone has officially no method", "Clone")]
    [InlineData("rings = 3", "rings = 4", "Phone has officially no method", "rings = 4")]
    [InlineData("limit = null", "limit = default", "Phone has officially no method", "limit = null")]
    [InlineData("string number,", "string phone,", "Phone has officially no method", "string phone,")]
    [InlineData("IList<string> Hear", "IList<object> Hear", "Phone has officially no method", "IList<string>")]
    [InlineData("protected Phone(", "public Phone(", "Phone has officially no ctor", "public Phone(")]
    [InlineData("params string[]", "string[]", "Phone has officially no ctor", "Phone(string[]")]
    [InlineData("protected set;", "set;", "Phone has officially no property", "{ get; set; }")]
    [InlineData("= \"112\"", "= \"911\"", "PhoneExtensions has officially no field", "911")]
    [InlineData("class, System.ICloneable", "System.ICloneable", "PhoneExtensions has officially no method", "where TPhone : System.ICloneable")]
    [InlineData("ICloneable|Extension", "ICloneable|", "PhoneExtensions has officially no [Extension]", "Me<TPhone>")]
    [InlineData("Free = 1", "Free = 2", "Tone has officially no enum-value", "Free = 2")]
    public void A_member_that_differs_is_named(string here, string officially, string sentence, string detail) =>
        AssertSaid(here, officially, sentence, detail);

    [Theory]
    [InlineData($"Phone : {Us}.Line, ", "Phone : ", "Phone derives from", "officially from nothing")]
    [InlineData("Sample.Line, ", "Sample.Wire, ", "Phone derives from", "Sample.Wire")]
    [InlineData(" System.ICloneable, ", " ", "Phone officially does not implement", "System.ICloneable")]
    [InlineData("IProgress<string>", "IProgress<object>", "Phone officially does not implement", "System.IProgress<string>")]
    [InlineData("abstract class", "class", "Sample.Line\" is officially", "public class")]
    [InlineData("static class", "sealed class", "Sample.PhoneExtensions\" is officially", "public sealed class")]
    [InlineData("Tone : int", "Tone : byte", "Tone derives from int", "officially from byte")]
    [InlineData("|enum|Tone|", "|none|Tone|", "There is no official type", "Tone")]
    public void A_type_that_differs_is_named(string here, string officially, string sentence, string detail) =>
        AssertSaid(here, officially, sentence, detail);

    private static void AssertSaid(string here, string officially, string sentence, string detail)
    {
        Assert.Contains(here, Official, StringComparison.Ordinal);

        var difference = Assert.Single(Differences(Official.Replace(here, officially, StringComparison.Ordinal)));

        Assert.Contains(sentence, difference, StringComparison.Ordinal);
        Assert.Contains(detail, difference, StringComparison.Ordinal);
    }

    private static List<string> Differences(string official)
    {
        var api = new RecordedApi(official.Split('\n').Select(row => ApiLine.Parse(row.Replace('|', '\t'))));

        Type[] ours = [typeof(Line), typeof(Phone), typeof(PhoneExtensions), typeof(Tone)];

        return [.. ours.SelectMany(type => ApiComparison.Differences(type, api))];
    }
}
