using AlturBridge.Receiving.Payloads;
using static AlturBridge.Tests.Receiving.Payloads.Payload;

namespace AlturBridge.Tests.Receiving.Payloads;

public sealed class SplitPathTests
{
    private const string Json = """{"entry":[{"changes":[1,2],"id":"a"},{"changes":[3]},{"id":"b"},null],"one":{"x":"y"},"any name":{"it's":["z"]},"none":null}""";

    [Theory]
    [InlineData("one", """[{"x":"y"}]""")]
    [InlineData("one[*]", """[{"x":"y"}]""")]
    [InlineData("one.x[*][*]", """["y"]""")]
    [InlineData("entry[*].changes[*]", """["1","2","3"]""")]
    [InlineData("one.x", """["y"]""")]
    [InlineData("entry[*].changes", """[["1","2"],["3"]]""")]
    [InlineData("entry[*].id", """["a","b"]""")]
    [InlineData("any name.it's[*]", """["z"]""")]
    [InlineData("none", "[]")]
    [InlineData("none[*]", "[]")]
    [InlineData("nothing.at.all", "[]")]
    [InlineData("nothing[*].here", "[]")]
    [InlineData("entry.changes", "[]")]
    [InlineData("one.x.y", "[]")]
    public void A_path_leads_to_the_items(string path, string expected)
    {
        Assert.Equal(expected, Show(SplitPath.Parse(path)!.Items(Model(Read(Json, "application/json")))));
    }

    [Fact]
    public void The_empty_path_is_the_payload_itself_as_one_item()
    {
        var model = Model(Read("[1,2]", "application/json"));

        Assert.Same(model, Assert.Single(SplitPath.Parse(string.Empty)!.Items(model)));
        Assert.Null(Assert.Single(SplitPath.Parse(string.Empty)!.Items(null)));
    }

    [Theory]
    [InlineData("[1,2,null]", """["1","2",null]""")]
    [InlineData("""{"a":1}""", """[{"a":"1"}]""")]
    public void Every_element_of_a_list_is_an_item_and_one_object_is_a_batch_of_one(string json, string expected)
    {
        Assert.Equal(expected, Show(SplitPath.Parse("[*]")!.Items(Model(Read(json, "application/json")))));
    }

    [Theory]
    [InlineData(" ")]
    [InlineData(" a")]
    [InlineData(".a")]
    [InlineData("a.")]
    [InlineData("a..b")]
    [InlineData("a. b")]
    [InlineData("$")]
    [InlineData("$.a")]
    [InlineData("$[*]")]
    [InlineData("a[0]")]
    [InlineData("a[?(@.x)]")]
    [InlineData("a[")]
    [InlineData("a]")]
    [InlineData("a[*]b")]
    [InlineData("a.[*]")]
    [InlineData("['a']")]
    [InlineData("*")]
    [InlineData("a.*")]
    public void Anything_else_is_not_a_path(string text)
    {
        Assert.Null(SplitPath.Parse(text));
    }

    [Theory]
    [InlineData(5_000, 5_000)]
    [InlineData(5_001, 5_001)]
    [InlineData(19_000, 5_001)]
    public void One_item_more_than_the_limit_is_enough_to_see_that_there_are_too_many(int items, int expected)
    {
        var model = Model(Read($"[{string.Join(',', Enumerable.Repeat("1", items))}]", "application/json"));

        Assert.Equal(5_000, SplitPath.MaxItems);
        Assert.Equal(expected, SplitPath.Parse("[*]")!.Items(model).Count);
    }
}
