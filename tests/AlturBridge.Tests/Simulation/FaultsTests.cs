using System.Globalization;
using AlturBridge.Sandbox.Simulation;

namespace AlturBridge.Tests.Simulation;

public sealed class FaultsTests
{
    [Theory]
    [InlineData("429:0.05,503:0.02,hang:0.01,reset:0.01")]
    [InlineData("half:0.1,html:0.2,empty:0.3")]
    [InlineData("300:0,599:1")]
    [InlineData("none")]
    public void Parsed_values_are_written_unchanged(string text) => Assert.Equal(text, Faults.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("none")]
    public void No_text_means_no_faults(string text)
    {
        Assert.Same(Faults.None, Faults.Parse(text));
        Assert.Null(Faults.None.Pick(0));
    }

    [Fact]
    public void Spaces_do_not_matter() => Assert.Equal("429:0.5,hang:0.1", Faults.Parse(" 429 : 0.5 , hang:0.1 ").ToString());

    [Fact]
    public void The_culture_does_not_matter()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = "," } };
            Assert.Equal("429:0.05", Faults.Parse("429:0.05").ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("429", "\"429\" has no probability")]
    [InlineData("429:0.1,", "\"\" has no probability")]
    [InlineData("200:0.1", "\"200\" is neither a status")]
    [InlineData("600:0.1", "\"600\" is neither a status")]
    [InlineData("-429:0.1", "\"-429\" is neither a status")]
    [InlineData("Hang:0.1", "\"Hang\" is neither a status")]
    [InlineData(":0.1", "\"\" is neither a status")]
    [InlineData("hang:", "\"\" is not a probability")]
    [InlineData("hang:1.1", "\"1.1\" is not a probability")]
    [InlineData("hang:-0.1", "\"-0.1\" is not a probability")]
    [InlineData("hang:NaN", "\"NaN\" is not a probability")]
    [InlineData("hang:0.1:0.2", "\"0.1:0.2\" is not a probability")]
    [InlineData("hang:0.6,reset:0.5", "add up to more than 1")]
    [InlineData("429:0.1,hang:0.1,0429:0.1", "\"429\" is named twice")]
    public void Bad_text_is_refused_in_one_sentence_with_an_example_that_works(string text, string why)
    {
        var message = Assert.Throws<FormatException>(() => Faults.Parse(text)).Message;

        Assert.Contains(why, message, StringComparison.Ordinal);
        var example = message.Split('"')[^2];
        Assert.Equal(example, Faults.Parse(example).ToString());
    }

    [Theory]
    [InlineData(0, "429")]
    [InlineData(0.2499, "429")]
    [InlineData(0.25, "hang")]
    [InlineData(0.7499, "hang")]
    [InlineData(0.75, null)]
    [InlineData(0.9999, null)]
    public void A_roll_picks_the_fault_whose_share_it_falls_into(double roll, string? name)
    {
        Assert.Equal(name, Faults.Parse("429:0.25,hang:0.5").Pick(roll)?.Name);
    }

    [Fact]
    public void Shares_that_add_up_to_one_leave_no_roll_without_a_fault()
    {
        var faults = Faults.Parse("400:0.1,401:0.1,402:0.1,403:0.1,404:0.1,405:0.1,406:0.1,407:0.1,408:0.1,409:0.1");

        Assert.Equal("409", faults.Pick(Math.BitDecrement(1.0))?.Name);
    }

    [Fact]
    public void The_same_seed_picks_the_same_faults()
    {
        var faults = Faults.Parse("429:0.3,hang:0.3");

        Assert.Equal(Thousand(new Random(7)), Thousand(new Random(7)));

        List<Fault?> Thousand(Random random) => [.. Enumerable.Range(0, 1000).Select(_ => faults.Pick(random))];
    }

    [Theory]
    [InlineData("hang", true)]
    [InlineData("reset", true)]
    [InlineData("half", true)]
    [InlineData("html", true)]
    [InlineData("empty", true)]
    [InlineData("302", true)]
    [InlineData("408", true)]
    [InlineData("500", true)]
    [InlineData("502", true)]
    [InlineData("504", true)]
    [InlineData("599", true)]
    [InlineData("503", false)]
    [InlineData("400", false)]
    [InlineData("429", false)]
    [InlineData("499", false)]
    public void A_fault_that_may_follow_a_placed_call_may_have_rung(string name, bool mayHaveRung)
    {
        Assert.Equal(mayHaveRung, Fault.Find(name)?.MayHaveRung);
    }
}
