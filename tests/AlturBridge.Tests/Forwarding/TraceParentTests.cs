using System.Diagnostics;
using AlturBridge.Forwarding;
using FsCheck;
using FsCheck.Xunit;

namespace AlturBridge.Tests.Forwarding;

public sealed class TraceParentTests
{
    [Fact]
    public void The_attempts_of_a_lead_are_one_trace_and_each_has_a_parent_of_its_own()
    {
        var first = Read(TraceParent.Of("json:order-17", "json:order-17"));
        var second = Read(TraceParent.Of("json:order-17", "json:order-17:1"));
        var other = Read(TraceParent.Of("json:order-18", "json:order-18"));

        Assert.Equal(first.TraceId, second.TraceId);
        Assert.NotEqual(first.SpanId, second.SpanId);
        Assert.NotEqual(first.TraceId, other.TraceId);
    }

    // The hash is that of sha256sum.
    [Fact]
    public void It_is_the_same_on_every_instance() => Assert.Equal("00-ba7816bf8f01cfea414140de5dae2223-ba7816bf8f01cfea-01", TraceParent.Of("abc", "abc"));

    [Property(Replay = "(20261122,1)", MaxTest = 500)]
    public bool It_is_one_for_every_lead(NonNull<string> leadId, NonNull<string> messageId) =>
        Read(TraceParent.Of(leadId.Get, messageId.Get)).TraceFlags == ActivityTraceFlags.Recorded;

    /// <summary>As a receiver's tracing library reads it.</summary>
    private static ActivityContext Read(string header)
    {
        Assert.True(ActivityContext.TryParse(header, traceState: null, out var context), header);
        return context;
    }
}
