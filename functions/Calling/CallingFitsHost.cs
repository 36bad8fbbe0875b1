using AlturBridge.Configuration;
using Microsoft.Extensions.Options;

namespace AlturBridge.Calling;

/// <summary>Rejects settings that <c>host.json</c> does not allow: the host would keep lanes waiting, or cut calls off.</summary>
public sealed class CallingFitsHost(HostLimits host) : IValidateOptions<CallingOptions>, IValidateOptions<AlturOptions>
{
    /// <summary>
    /// Everything one delivery may wait for besides its POST: the lane, its pace, the do-not-call list, the circuit, Service Bus, and
    /// Altur's requested wait.
    /// </summary>
    private static readonly TimeSpan OtherWaits = TimeSpan.FromMinutes(23);

    public ValidateOptionsResult Validate(string? name, CallingOptions options) =>
        options.Lanes > host.MaxConcurrentSessions && options.Lanes <= CallingOptions.MostLanes
            ? ValidateOptionsResult.Fail($"Calling__Lanes is {options.Lanes}, but maxConcurrentSessions in host.json lets one "
                + $"instance serve {host.MaxConcurrentSessions}: some lanes would wait for others. Lower the first or raise the second.")
            : ValidateOptionsResult.Success;

    public ValidateOptionsResult Validate(string? name, AlturOptions options) =>
        options.Timeout <= AlturOptions.LongestTimeout && OtherWaits + options.Timeout is var longest && longest > host.FunctionTimeout
            ? ValidateOptionsResult.Fail($"Altur__Timeout is {options.Timeout}, with which a call may take {longest}, but "
                + $"functionTimeout in host.json is {host.FunctionTimeout}: lower the first or raise the second.")
            : ValidateOptionsResult.Success;
}
