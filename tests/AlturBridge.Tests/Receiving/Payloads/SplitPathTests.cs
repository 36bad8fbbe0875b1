using AlturBridge.Receiving.Payloads;
using static AlturBridge.Tests.Receiving.Payloads.Payload;

namespace AlturBridge.Tests.Receiving.Payloads;

public sealed class SplitPathTests
{
    private const string Json = """{"entry":[{"changes":[1,2],"id":"a"},{"changes":[3]},{"id":"b"},null],"one":{"x":"y"},"any name":{"it's":["z"]},"none":null,"$type":"t"}""";

    [Theory]
    [InlineData("one", """[{"x":"y"}]""")]
    [InlineData("$.one.x", """["y"]""")]
    [InlineData("one[*]", """[{"x":"y"}]""")]
    [InlineData("one.x[*][*]", """["y"]""")]
    [InlineData("entry[*].changes[*]", """["1","2","3"]""")]
    [InlineData("$.entry[*].changes[*]", """["1","2","3"]""")]
    [InlineData("['entry'][*]['changes']", """[["1","2"],["3"]]""")]
    [InlineData("entry[*].id", """["a","b"]""")]
    [InlineData("['any name'][\"it's\"][*]", """["z"]""")]
    [InlineData("$['any name']", """[{"it's":["z"]}]""")]
    [InlineData("['$type']", """["t"]""")]
    [InlineData("none", "[]")]
    [InlineData("none[*]", "[]")]
    [InlineData("nothing.at.all", "[]")]
    [InlineData("nothing[*].here", "[]")]
    [InlineData("entry.changes", "[]")]
    [InlineData("one.x.y", "[]")]
    public void A_path_leads_to_the_items(string path, string expected)
    {
        Assert.Equal(expected, Show(SplitPath.Parse(path).Items(Model(Read(Json, "application/json")))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("$")]
    public void The_empty_path_is_the_payload_itself_as_one_item(string path)
    {
        var model = Model(Read("[1,2]", "application/json"));

        Assert.Same(model, Assert.Single(SplitPath.Parse(path).Items(model)));
        Assert.Null(Assert.Single(SplitPath.Parse(path).Items(null)));
    }

    [Theory]
    [InlineData("[1,2,null]", """["1","2",null]""")]
    [InlineData("""{"a":1}""", """[{"a":"1"}]""")]
    public void Every_element_of_a_list_is_an_item_and_one_object_is_a_batch_of_one(string json, string expected)
    {
        Assert.Equal(expected, Show(SplitPath.Parse("$[*]").Items(Model(Read(json, "application/json")))));
        Assert.Equal(expected, Show(SplitPath.Parse("[*]").Items(Model(Read(json, "application/json")))));
    }

    [Theory]
    [InlineData(" ", 1)]
    [InlineData(".a", 1)]
    [InlineData("a.", 2)]
    [InlineData("a..b", 2)]
    [InlineData("$a", 2)]
    [InlineData("$..a", 2)]
    [InlineData("a b", 2)]
    [InlineData("a[0]", 2)]
    [InlineData("a[?(@.x)]", 2)]
    [InlineData("a[", 2)]
    [InlineData("a]", 2)]
    [InlineData("a[*]b", 5)]
    [InlineData("a.['b']", 2)]
    [InlineData("a['']", 2)]
    [InlineData("a['b", 2)]
    [InlineData("*", 1)]
    [InlineData("/Envelope/Body[x]", 15)]
    public void An_invalid_path_is_refused_with_its_position_and_an_example(string text, int place)
    {
        var exception = Assert.Throws<FormatException>(() => SplitPath.Parse(text));

        Assert.Equal(
            $"The path \"{text}\" is not understood at character {place}: "
            + "write names separated by dots, ['any name'] and [*], as in entry[*].changes[*], at most 64 of them.",
            exception.Message);
    }

    [Fact]
    public void A_path_has_at_most_64_steps()
    {
        static string Path(int steps) => string.Concat(Enumerable.Repeat("[*]", steps));

        Assert.Equal("x", Assert.Single(SplitPath.Parse(Path(64)).Items("x")));
        Assert.Throws<FormatException>(() => SplitPath.Parse(Path(65)));
    }

    [Theory]
    [InlineData(5_000, 5_000)]
    [InlineData(5_001, 5_001)]
    [InlineData(19_000, 5_001)]
    public void One_item_more_than_the_limit_is_enough_to_see_that_there_are_too_many(int items, int expected)
    {
        var model = Model(Read($"[{string.Join(',', Enumerable.Repeat("1", items))}]", "application/json"));

        Assert.Equal(5_000, SplitPath.MaxItems);
        Assert.Equal(expected, SplitPath.Parse("[*]").Items(model).Count);
    }
}
