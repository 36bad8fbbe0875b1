using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AlturBridge.Configuration;

/// <summary>Binds a section of the settings, so that every mistake stops the start with a sentence that names the setting.</summary>
public static partial class Settings
{
    /// <summary>Binds and validates at start. A name that is no setting is a mistake too: a typing error must not pass as a default.</summary>
    /// <param name="services">Where the options are added.</param>
    /// <param name="all">All settings, those of other programs among them.</param>
    /// <param name="section">The first part of these settings' names.</param>
    /// <param name="layers">Adds what lies below the settings; none when left out.</param>
    public static void AddSettings<TOptions, TValidator>(
        this IServiceCollection services, IConfiguration all, string section, Func<IConfiguration, IConfiguration>? layers = null)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().Configure(options => Bind(all, (layers?.Invoke(all) ?? all).GetSection(section), options)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>, TValidator>();
    }

    private static void Bind<TOptions>(IConfiguration all, IConfigurationSection configuration, TOptions options)
        where TOptions : class
    {
        var section = configuration.Key;
        string[] mistakes =
        [
            .. SectionNames.AlmostNamed(all, section).Select(path => Misspelt(path, section)),
            .. configuration.AsEnumerable().Where(setting => IsKeyVaultReference(setting.Value)).Select(setting => Unresolved(setting.Key)),
        ];
        if (mistakes.Length > 0)
        {
            throw new OptionsValidationException(section, typeof(TOptions), mistakes);
        }

        try
        {
            configuration.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException exception)
        {
            throw new OptionsValidationException(section, typeof(TOptions), [Explain(exception, configuration, section)]);
        }
    }

    private static string Misspelt(string path, string section) =>
        $"There is no setting {NameOf(path)}: is {NameOf(section + path[path.IndexOf(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)..])} meant?";

    /// <summary>Azure hands a reference on as it stands when it cannot resolve it; the value of no setting begins like this.</summary>
    private static bool IsKeyVaultReference(string? value) => value?.TrimStart().StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase) == true;

    private static string Unresolved(string path) =>
        $"{NameOf(path)} is a Key Vault reference that did not resolve: the secret must exist, and the app's identity needs the role Key Vault Secrets User.";

    private static string NameOf(string path) => path.Replace(ConfigurationPath.KeyDelimiter, "__", StringComparison.Ordinal);

    private static string Explain(Exception exception, IConfiguration configuration, string section)
    {
        while (exception.InnerException is InvalidOperationException inner)
        {
            exception = inner;
        }

        if (Unconvertible().Match(exception.Message) is { Success: true } conversion)
        {
            var setting = NameOf(conversion.Groups["path"].Value);
            var type = conversion.Groups["type"].Value;

            // The value of a group is not repeated: it is most likely a secret that lacks its number.
            return Kind(type) is { } kind
                ? $"{setting} is '{conversion.Groups["value"].Value}', which is not {kind}."
                : $"{setting} is a group of settings and takes no value itself: set {setting}__{(type.Contains("IList", StringComparison.Ordinal) ? "0" : "<name>")}.";
        }

        return Unknown().Match(exception.Message) is { Success: true } unknown
            ? $"There is no setting {WithPath(unknown.Groups["names"].Value, configuration, section)}: look for a typing mistake."
            : $"The settings below {section}__ cannot be read: {exception.Message}";
    }

    /// <summary>The binder gives the last part of a name: the whole one, where only one setting has it.</summary>
    private static string WithPath(string names, IConfiguration configuration, string section)
    {
        var part = names.Trim('\'');
        string[] paths = [.. configuration.AsEnumerable().Select(setting => setting.Key).Where(path => path.EndsWith(ConfigurationPath.KeyDelimiter + part, StringComparison.OrdinalIgnoreCase))];

        return paths is [var path] ? NameOf(path) : $"{names} below {section}__";
    }

    private static string? Kind(string type) => type switch
    {
        "System.TimeSpan" => "a duration such as 00:00:30",
        "System.Int32" => "a whole number",
        "System.Boolean" => "true or false",
        "System.Uri" => "an address",
        _ => typeof(Settings).Assembly.GetType(type) is { IsEnum: true } choice ? $"one of {string.Join(", ", Enum.GetNames(choice))}" : null,
    };

    [GeneratedRegex("value '(?<value>.*)' at '(?<path>[^']*)' to type '(?<type>[^']*)'", RegexOptions.Singleline)]
    private static partial Regex Unconvertible();

    [GeneratedRegex("were not found on the instance of [^:]*: (?<names>.*)$")]
    private static partial Regex Unknown();
}
