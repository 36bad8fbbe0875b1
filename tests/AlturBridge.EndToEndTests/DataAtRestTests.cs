using System.Text;
using AlturBridge.EndToEndTests.Harness;
using AlturBridge.Testing;

namespace AlturBridge.EndToEndTests;

public sealed class DataAtRestTests
{
    private const string Number = "+12025550143";

    [Fact]
    public async Task After_a_stop_nothing_of_a_delivered_lead_is_on_disk()
    {
        await using var test = await TestBridge.StartAsync();
        await test.AcceptAsync(Number);
        await Eventually.TrueAsync(() => test.Webhook.Count == 1, "the record is delivered");
        await Eventually.TrueAsync(async () => (await test.WaitingAsync("call-records")).Count == 0, "the record is completed");

        await test.StopBridgeAsync();

        AssertNowhere(test, Number[1..], Encoding.UTF8);
        AssertNowhere(test, Number[1..], Encoding.Unicode);
        AssertNowhere(test, "Zoë", Encoding.UTF8);
    }

    private static void AssertNowhere(TestBridge test, string text, Encoding encoding)
    {
        var files = Directory.GetFiles(test.DataFolder, "*", SearchOption.AllDirectories);

        Assert.Contains(files, file => file.EndsWith("queues.db", StringComparison.Ordinal));
        Assert.All(files, file => Assert.Equal(-1, File.ReadAllBytes(file).AsSpan().IndexOf(encoding.GetBytes(text))));
    }
}
