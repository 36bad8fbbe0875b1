namespace AlturBridge.Tests.Deployment;

internal sealed record CommandResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The output, after checking that all went well.</summary>
    public string Successful()
    {
        Assert.True(ExitCode == 0, $"It ended with {ExitCode}. {Output} {Errors}");
        return Output;
    }
}
