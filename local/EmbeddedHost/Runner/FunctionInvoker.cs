using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace AlturBridge.EmbeddedHost.Runner;

/// <summary>Calls a function: a new instance in a new scope per invocation, as in the worker.</summary>
public sealed class FunctionInvoker
{
    private readonly ObjectFactory create;
    private readonly MethodInvoker invoke;
    private readonly ParameterInfo[] parameters;

    public FunctionInvoker(MethodInfo method)
    {
        create = ActivatorUtilities.CreateFactory(method.DeclaringType!, []);
        invoke = MethodInvoker.Create(method);
        parameters = method.GetParameters();
    }

    /// <param name="services">The app's services.</param>
    /// <param name="bind">Returns each parameter's value.</param>
    /// <returns>The function's awaited result; null if it returns nothing.</returns>
    public async Task<object?> InvokeAsync(IServiceProvider services, Func<ParameterInfo, object?> bind)
    {
        await using var scope = services.CreateAsyncScope();
        var instance = create(scope.ServiceProvider, null);
        var arguments = Array.ConvertAll(parameters, parameter => bind(parameter));
        var returned = invoke.Invoke(instance, arguments.AsSpan());

        if (returned is not Task task)
        {
            return returned;
        }

        await task;
        return task.GetType().GetProperty(nameof(Task<>.Result)) is { } result && result.PropertyType.Name != "VoidTaskResult"
            ? result.GetValue(task)
            : null;
    }
}
