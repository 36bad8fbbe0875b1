using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AlturBridge.Configuration;

/// <summary>Binds a section of the settings; every mistake stops startup with a sentence that names the setting.</summary>
public static class Settings
{
    /// <summary>
    /// Binds and validates at startup. An unknown name is a mistake too: a typo must not silently become a default.
    /// </summary>
    /// <param name="services">Where the options are added.</param>
    /// <param name="all">All settings, including those of other programs.</param>
    /// <param name="section">The first part of these settings' names.</param>
    /// <param name="layers">Adds the layers under the settings; none if omitted.</param>
    public static void AddSettings<TOptions, TValidator>(
        this IServiceCollection services, IConfiguration all, string section, Func<IConfiguration, IConfiguration>? layers = null)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>()
            .Configure(options => Bind(all, (layers?.Invoke(all) ?? all).GetSection(section), options))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>, TValidator>();
    }

    private static void Bind<TOptions>(IConfiguration all, IConfigurationSection configuration, TOptions options)
        where TOptions : class
    {
        var section = configuration.Key;
        var read = SettingsReader.Read(configuration, typeof(TOptions));
        string[] problems = [.. Misspelt(all, section), .. read.Problems];

        if (problems.Length > 0)
        {
            throw new OptionsValidationException(section, typeof(TOptions), problems);
        }

        try
        {
            new ConfigurationBuilder().AddInMemoryCollection(read.Values).Build().GetSection(section).Bind(options);
        }
        catch (InvalidOperationException)
        {
            // The binder's own message repeats a value, which may be a secret.
            throw new OptionsValidationException(section, typeof(TOptions), [$"The settings under {section}__ cannot be read together."]);
        }
    }

    /// <summary>
    /// Settings whose first part is one typo away from <paramref name="section"/>: among all the other names in the environment, nobody
    /// would notice. Anything farther off may belong to another program.
    /// </summary>
    private static IEnumerable<string> Misspelt(IConfiguration all, string section) => all.GetChildren()
        .Where(other => Spelling.Distance(other.Key, section) == 1)
        .SelectMany(other => other.AsEnumerable().Where(setting => setting.Value is not null
            && setting.Key != other.Path), (other, setting) =>
            $"There is no setting {SettingName.Of(setting.Key)}: "
                + $"did you mean {SettingName.Of(section + setting.Key[other.Key.Length..])}?");
}
