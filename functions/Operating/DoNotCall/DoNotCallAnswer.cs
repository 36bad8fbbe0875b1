using AlturBridge.Messages;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Operating.DoNotCall;

/// <summary>What every route of the list answers if it cannot do what it is asked.</summary>
internal static class DoNotCallAnswer
{
    /// <param name="list">The bridge's list.</param>
    /// <param name="request">The request to answer.</param>
    /// <param name="doAsync">The action, if the list is in use.</param>
    /// <param name="failed">Logs a failure, never a number.</param>
    public static async Task<IResult> OfAsync(
        IDoNotCallList list, HttpRequest request, Func<DoNotCallList, Task<IResult>> doAsync, Action<string> failed)
    {
        if (list is not DoNotCallList used)
        {
            return OperatorProblem.Conflict(
                "The do-not-call list is not in use, so it would not stop any call: set Calling__DoNotCall=true first.");
        }

        try
        {
            return await doAsync(used);
        }
        catch (OtherDoNotCallKeyException exception)
        {
            failed(nameof(OtherDoNotCallKeyException));
            return OperatorProblem.Conflict(exception.Message);
        }
        catch (Exception exception) when (!request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            failed(exception.GetType().Name);
            return OperatorProblem.Unavailable(
                request.HttpContext.Response, "The do-not-call list cannot be reached just now. Nobody is called until it can.");
        }
    }
}
