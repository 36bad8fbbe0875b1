using System.Text;
using AlturBridge.Receiving.Payloads;
using AlturBridge.Testing.Edges;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using static AlturBridge.Tests.Messages.Samples;

namespace AlturBridge.Tests.Receiving;

public sealed class RefusedLeadTests
{
    private const int MaxBytes = 256 * 1024;

    [Fact]
    public async Task A_source_that_nobody_configured_is_not_found()
    {
        using var intake = new LeadIntake([("Sources__shop__Preset", "json"), ("Sources__crm__Preset", "json")]);
        var answer = await intake.PostAsync(Lead, "json");

        AssertProblem(
            intake,
            answer,
            404,
            "Unknown source",
            "There is no source with this name: check the address, or add Sources__<name>__Preset.");
    }

    [Fact]
    public async Task A_body_that_is_empty_is_a_bad_request()
    {
        using var intake = new LeadIntake();
        var answer = await intake.PostAsync(string.Empty);

        AssertProblem(intake, answer, 400, "Unreadable body", Payloads.Payload.NoLead);
    }

    [Fact]
    public async Task A_lead_without_a_phone_number_is_refused()
    {
        using var intake = new LeadIntake(defaultAgentId: AgentId);
        var answer = await intake.PostAsync("""{"end_user_display_name":"Ana"}""");

        const string Sentence = "phone_number_to is missing: Sources__json__Fields__phone_number_to gives nothing for this payload. "
            + "Send the number to call, such as +12025550143.";
        AssertProblem(intake, answer, 422, "Not a lead that can be called", Sentence);
        Assert.Equal(Sentence, Assert.Single(answer.Json["errors"]!.AsArray())!.GetValue<string>());
    }

    [Fact]
    public async Task A_number_that_cannot_be_read_names_the_settings_of_its_source()
    {
        using var intake = new LeadIntake([("Sources__crm__Preset", "zapier")], AgentId);
        var answer = await intake.PostAsync("""{"phone":"202 555 0143"}""", "crm");

        Assert.EndsWith(
            "or set Sources__crm__Phone__Region, such as US.", answer.Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_for_a_source_of_single_leads_is_told_how_to_split_it()
    {
        const string Leads = """[{"phone":"+12025550143"},{"phone":"+12025550144"}]""";
        using var single = new LeadIntake([("Sources__crm__Preset", "hubspot-workflow")], AgentId);
        using var split = new LeadIntake([("Sources__crm__Preset", "hubspot-workflow"), ("Sources__crm__Split", "[*]")], AgentId);

        AssertProblem(
            single,
            await single.PostAsync(Leads, "crm"),
            422,
            "Not a lead that can be called",
            "phone_number_to is missing: the sender sent a list. Set Sources__crm__Split=[*] to make each element a lead.");
        Assert.Equal(202, (await split.PostAsync(Leads, "crm")).Status);
        Assert.Equal(2, split.Sent.Count);
    }

    [Fact]
    public async Task Everything_wrong_with_a_lead_is_named_at_once()
    {
        using var intake = new LeadIntake();
        var answer = await intake.PostAsync("{}");

        Assert.Equal(422, answer.Status);
        Assert.Equal(2, answer.Json["errors"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_refused_lead_is_a_warning_in_the_log()
    {
        using var intake = new LeadIntake();
        await intake.PostAsync("{}");

        Assert.Equal(LogLevel.Warning, Assert.Single(intake.Logs.Entries).Level);
    }

    [Fact]
    public async Task An_oversized_request_is_a_warning_in_the_log()
    {
        using var large = new LeadIntake();
        using var many = new LeadIntake();
        await large.PostAsync(new byte[MaxBytes + 1]);
        await many.PostAsync($"[{string.Join(',', Enumerable.Repeat("1", 5001))}]");

        Assert.All([large, many], intake =>
        {
            var entry = Assert.Single(intake.Logs.Entries);
            Assert.Equal(LogLevel.Warning, entry.Level);
            Assert.StartsWith("A request to json was refused: A request may have at most 256 KB", entry.Text, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_of_exactly_256_KB_is_accepted(bool chunked)
    {
        using var intake = new LeadIntake();
        var answer = await PostAsync(intake, LeadOf(MaxBytes), chunked);

        Assert.Equal(202, answer.Status);
        Assert.Single(intake.Sent);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, 1_000_000)]
    [InlineData(true, 1_000_000)]
    public async Task A_body_of_one_byte_more_is_too_large(bool chunked, int more)
    {
        using var intake = new LeadIntake();
        var answer = await PostAsync(intake, LeadOf(MaxBytes + more), chunked);

        AssertProblem(
            intake,
            answer,
            413,
            "Too large",
            "A request may have at most 256 KB and 5000 leads: send fewer at once, or shorter texts.");
    }

    [Fact]
    public async Task A_body_that_never_ends_is_not_read_to_its_end()
    {
        using var intake = new LeadIntake();
        await using var stream = new PiecemealStream(LeadOf(10 * MaxBytes));
        var answer = await intake.PostAsync([], stream: stream);

        Assert.Equal(413, answer.Status);
        Assert.InRange(stream.Given, MaxBytes + 1, MaxBytes + (32 * 1024));
    }

    [Fact]
    public async Task A_body_that_says_it_is_too_large_is_not_read_at_all()
    {
        await using var stream = new PiecemealStream(LeadOf(MaxBytes + 1));
        var request = new DefaultHttpContext().Request;
        (request.Body, request.ContentLength) = (stream, MaxBytes + 1);

        await Assert.ThrowsAsync<TooLargeException>(() => RequestBody.ReadAsync(request, CancellationToken.None));
        Assert.Equal(0, stream.Given);
    }

    [Theory]
    [InlineData(5000, 422)]
    [InlineData(5001, 413)]
    public async Task A_request_holds_at_most_5000_leads(int leads, int status)
    {
        using var intake = new LeadIntake();

        Assert.Equal(status, (await intake.PostAsync($"[{string.Join(',', Enumerable.Repeat("1", leads))}]")).Status);
    }

    private static async Task<LeadAnswer> PostAsync(LeadIntake intake, byte[] body, bool chunked)
    {
        await using var stream = new PiecemealStream(body);
        return await intake.PostAsync(body, stream: chunked ? stream : null);
    }

    private static byte[] LeadOf(int bytes)
    {
        var empty = $$"""{{Lead[..^1]}},"end_user_context":""}""";
        return Encoding.UTF8.GetBytes(empty.Insert(empty.Length - 2, new string('x', bytes - empty.Length)));
    }

    private static void AssertProblem(LeadIntake intake, LeadAnswer answer, int status, string title, string detail)
    {
        Assert.Equal((status, "application/problem+json"), (answer.Status, answer.ContentType));
        Assert.Equal(status, answer.Json["status"]!.GetValue<int>());
        Assert.Equal(title, answer.Json["title"]!.GetValue<string>());
        Assert.Equal(detail, answer.Json["detail"]!.GetValue<string>());
        Assert.True(Uri.IsWellFormedUriString(answer.Json["type"]!.GetValue<string>(), UriKind.Absolute));
        Assert.Empty(intake.Sent);
    }
}
