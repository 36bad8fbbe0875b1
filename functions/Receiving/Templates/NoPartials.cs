using HandlebarsDotNet;

namespace AlturBridge.Receiving.Templates;

/// <summary>The library's own resolver looks for files.</summary>
internal sealed class NoPartials : IPartialTemplateResolver
{
    public bool TryRegisterPartial(IHandlebars env, string? partialName, string? templatePath) => false;
}
