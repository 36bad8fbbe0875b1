using System.Text.Json;
using AlturBridge.Messages;
using AlturBridge.Operating.DeadLetters;

namespace AlturBridge.Tests.Operating.DeadLetters;

public sealed class DeadLetterSelectionTests
{
    [Theory]
    [InlineData("{}", "Say which dead letters")]
    [InlineData("""{"redial": true}""", "Say which dead letters")]
    [InlineData("""{"ids": []}""", "ids is empty")]
    [InlineData("""{"ids": [null]}""", "ids holds a null")]
    [InlineData("""{"ids": ["calls/0"]}""", "not the id of a dead letter")]
    [InlineData("""{"ids": ["calls/-1"]}""", "not the id of a dead letter")]
    [InlineData("""{"ids": ["orders/1"]}""", "not the id of a dead letter")]
    [InlineData("""{"ids": ["calls/1"], "queue": "calls"}""", "not both")]
    [InlineData("""{"queue": "orders"}""", "queue must be")]
    public void A_selection_that_could_mean_anything_is_refused(string json, string problem)
    {
        Assert.Contains(problem, Read(json).Problem(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"ids": ["calls/1", "call-records/2"]}""")]
    [InlineData("""{"queue": "calls"}""")]
    [InlineData("""{"reason": "Refused", "source": "crm", "before": "2026-01-02T03:04:05Z"}""")]
    [InlineData("""{"lead": "crm:1", "redial": true}""")]
    public void A_clear_selection_is_accepted(string json) => Assert.Null(Read(json).Problem());

    [Fact]
    public void A_misspelt_filter_does_not_select_everything() => Assert.Throws<JsonException>(() => Read("""{"queue": "calls", "resaon": "Refused"}"""));

    [Fact]
    public void More_ids_than_a_request_takes_are_refused()
    {
        var selection = new DeadLetterSelection { Ids = [.. Enumerable.Range(1, DeadLetterSelection.MostIds + 1).Select(
            index => $"calls/{index}")] };

        Assert.Contains("At most", selection.Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_reason_of_the_bridge_is_known_and_another_one_is_called_misspelt()
    {
        var reasons = typeof(DeadLetterReason).GetFields().Select(field => (string)field.GetRawConstantValue()!);

        Assert.All(reasons, reason => Assert.Null(new DeadLetterSelection { Reason = reason }.ReasonProblem()));
        Assert.Contains("WebhookGone", new DeadLetterSelection { Reason = "WebhookGnoe" }.ReasonProblem(), StringComparison.Ordinal);
    }

    private static DeadLetterSelection Read(string json) => JsonSerializer.Deserialize(json, DeadLetterJson.Strict.DeadLetterSelection)!;
}
