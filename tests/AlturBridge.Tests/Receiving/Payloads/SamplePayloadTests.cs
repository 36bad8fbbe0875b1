using System.Text;
using AlturBridge.Receiving.Payloads;
using static AlturBridge.Tests.Receiving.Payloads.Payload;

namespace AlturBridge.Tests.Receiving.Payloads;

/// <summary>Every recorded payload is read and split as <c>manifest.json</c> says.</summary>
public sealed class SamplePayloadTests
{
    /// <summary>The payloads that hold more than one item.</summary>
    private static readonly Dictionary<string, int> Batches = new()
    {
        ["hubspot_app_subscriptions.json"] = 3,
        ["json_lead_list.json"] = 2,
        ["salesforce_outbound_message.xml"] = 2,
        ["meta_leadgen_notification.json"] = 2,
    };

    public static TheoryData<string> Samples => [.. SamplePayload.All.Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_recorded_payload_splits_into_its_items(string name)
    {
        var items = Items(Sample(name));

        Assert.Equal(Batches.GetValueOrDefault(name, 1), items.Count);
        Assert.All(items, item => Assert.IsType<Dictionary<string, object?>>(item));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_fields_of_a_recorded_payload_are_where_the_manifest_says(string name)
    {
        var sample = Sample(name);
        var items = Items(sample);
        var compared = 0;

        foreach (var expected in sample.Expected)
        {
            var item = items[expected["index"]?.GetValue<int>() ?? 0];
            foreach (var field in (string[])["lead_id", "display_name", "phone", "context"])
            {
                if (expected[field]?.GetValue<string>() is { } value && sample.Render(field, item) is { } rendered)
                {
                    Assert.Equal(value, field == "phone" ? rendered : rendered.Trim());
                    compared++;
                }
            }
        }

        Assert.True(compared >= sample.Expected.Count);
    }

    [Fact]
    public void Fields_of_Salesforce_are_found_without_namespaces_and_nil_is_null()
    {
        var items = Items(Sample("salesforce_outbound_message.xml"));

        Assert.Equal(
            """{"Id":"00Q5e00000TEST2EAA","Company":"Example Freight Inc.","Country":"United States","FirstName":null,"LastName":"Example","Phone":"(202) 555-0167 ext. 12","Status":"Open - Not Contacted"}""",
            Show(Assert.IsType<Dictionary<string, object?>>(items[1])["sObject"]));
        Assert.Equal(
            "+52 1 55 5555 0143",
            Assert.IsType<Dictionary<string, object?>>(Assert.IsType<Dictionary<string, object?>>(items[0])["sObject"])["MobilePhone"]);
    }

    [Fact]
    public void One_Notification_of_Salesforce_splits_like_many()
    {
        var sample = Sample("salesforce_outbound_message.xml");
        var text = Encoding.UTF8.GetString(sample.Bytes);
        var one = text.Remove(
            text.LastIndexOf("<Notification>", StringComparison.Ordinal)) + "</notifications></soapenv:Body></soapenv:Envelope>";

        var item = Assert.Single(SplitPath.Parse(sample.Split)!.Items(Model(Read(one, "text/xml"))));
        Assert.Equal("04l5e000000TEST1AAA", Assert.IsType<Dictionary<string, object?>>(item)["Id"]);
    }

    [Fact]
    public void The_subject_of_the_recorded_binary_event_is_decoded()
    {
        var sample = Sample("cloudevents_binary.http");

        Assert.Equal(
            sample.Expected[0]["subject_decoded"]!.GetValue<string>(),
            Assert.IsType<Dictionary<string, object?>>(Model(sample.Read()))["subject"]);
    }

    private static SamplePayload Sample(string name) => SamplePayload.All.Single(sample => sample.Name == name);

    private static IReadOnlyList<object?> Items(SamplePayload sample) => SplitPath.Parse(sample.Split)!.Items(Model(sample.Read()));
}
