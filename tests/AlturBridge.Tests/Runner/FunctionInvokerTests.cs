using AlturBridge.EmbeddedHost.Runner;
using Microsoft.Extensions.DependencyInjection;

namespace AlturBridge.Tests.Runner;

public sealed class FunctionInvokerTests
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddScoped<ScopedService>().BuildServiceProvider();

    [Theory]
    [InlineData(nameof(SampleFunctions.AnswersLater), 8)]
    [InlineData(nameof(SampleFunctions.AnswersAtOnce), 8)]
    [InlineData(nameof(SampleFunctions.EndsLater), null)]
    [InlineData(nameof(SampleFunctions.EndsAtOnce), null)]
    public async Task A_functions_task_is_awaited(string function, object? expected) =>
        Assert.Equal(expected, await InvokeAsync(function, _ => "lead.txt"));

    [Fact]
    public async Task A_function_has_ended_when_its_invocation_has()
    {
        var gate = new TaskCompletionSource();
        var invoking = InvokeAsync(nameof(SampleFunctions.WaitsFor), _ => gate.Task);
        Assert.False(invoking.IsCompleted);

        gate.SetResult();

        await invoking;
    }

    [Fact]
    public async Task Each_parameter_is_bound_separately()
    {
        using var stopping = new CancellationTokenSource();

        var bound = await InvokeAsync(nameof(SampleFunctions.Binds), parameter => parameter.ParameterType switch
        {
            var type when type == typeof(string) => parameter.Name,
            var type when type == typeof(int) => 7,
            _ => stopping.Token,
        });

        Assert.Equal($"source 7 {stopping.Token.GetHashCode()}", bound);
    }

    [Theory]
    [InlineData(nameof(SampleFunctions.FailsLater))]
    [InlineData(nameof(SampleFunctions.FailsAtOnce))]
    public async Task A_functions_exception_is_rethrown_unchanged(string function)
    {
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => InvokeAsync(function, _ => null));

        Assert.Equal("A defect.", thrown.Message);
    }

    [Fact]
    public async Task Each_invocation_has_its_own_instance_and_scope_which_end_with_it()
    {
        var first = Assert.IsType<ScopedService>(await InvokeAsync(nameof(SampleFunctions.ItsService), _ => null));
        var second = Assert.IsType<ScopedService>(await InvokeAsync(nameof(SampleFunctions.ItsService), _ => null));

        Assert.NotSame(first, second);
        Assert.True(first.IsDisposed && second.IsDisposed);
        Assert.False(first.WasDisposedDuringTheInvocation);
    }

    private static Task<object?> InvokeAsync(string function, Func<System.Reflection.ParameterInfo, object?> bind) =>
        new FunctionInvoker(typeof(SampleFunctions).GetMethod(function)!).InvokeAsync(Services, bind);
}
