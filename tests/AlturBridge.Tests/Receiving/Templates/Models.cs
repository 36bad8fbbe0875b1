using AlturBridge.Receiving.Templates;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AlturBridge.Tests.Receiving.Templates;

/// <summary>Requests as templates see them.</summary>
internal static class Models
{
    public static TemplateModel Of(object? body) => Of(body, []);

    public static TemplateModel Of(object? body, Dictionary<string, StringValues> query) =>
        new(body, new HeaderDictionary { ["X-Tenant"] = "acme" }, new QueryCollection(query), "crm");

    /// <returns>What the template gives, or the sentence it is refused with, without the name of the setting.</returns>
    public static string TextOrRefusal(string template, TemplateModel model)
    {
        try
        {
            return new TextTemplate("T", template).Render(model);
        }
        catch (TemplateException exception)
        {
            Assert.StartsWith("T: ", exception.Message, StringComparison.Ordinal);
            Assert.EndsWith(".", exception.Message, StringComparison.Ordinal);
            return exception.Message[3..];
        }
    }
}
