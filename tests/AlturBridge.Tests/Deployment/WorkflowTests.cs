using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace AlturBridge.Tests.Deployment;

public sealed partial class WorkflowTests
{
    public static TheoryData<string> Workflows { get; } = ["ci.yml", "deploy.yml"];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_workflow_may_only_read_unless_a_job_says_more(string file)
    {
        Assert.Equal(new Dictionary<string, string?> { ["contents"] = "read" }, Workflow(file).Map("permissions").Texts());
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Every_action_is_pinned_by_its_commit_and_every_job_has_an_end(string file)
    {
        Assert.All(Jobs(file), job => Assert.True(job.Value.Children.ContainsKey("timeout-minutes"), $"{job.Key} may run for hours."));
        Assert.All(
            Steps(file).Where(step => step.Children.ContainsKey("uses")),
            step => Assert.Matches("^[A-Za-z0-9-]+/[a-z-]+@[0-9a-f]{40}$", step.Text("uses")));
        Assert.DoesNotContain("secrets.", Repository.Read(".github", "workflows", file), StringComparison.Ordinal);
    }

    /// <summary>An input or a variable in a script would be executed as part of it.</summary>
    [Theory]
    [MemberData(nameof(Workflows))]
    public void No_script_has_an_expression_in_it(string file)
    {
        Assert.All(
            Steps(file).Where(step => step.Children.ContainsKey("run")),
            step => Assert.DoesNotContain("${{", step.Text("run"), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_push_and_pull_request_is_built_with_and_without_the_stand_in()
    {
        Assert.Equal(["push", "pull_request"], Workflow("ci.yml").Map("on").Texts().Keys);

        var runs = Steps("ci.yml").Where(step => step.Children.ContainsKey("run")).Select(step => step.Text("run")).ToList();
        Assert.Contains("./build", runs);
        Assert.Contains("dotnet publish functions --configuration Release --output package", runs);
        Assert.Contains(
            Steps("ci.yml"),
            step => step.Children.ContainsKey("env") && step.Map("env").Texts().Contains(new("OfficialServiceBusTrigger", "true")));
    }

    [Fact]
    public void Nothing_is_deployed_before_a_lead_was_called_and_what_if_was_reviewed()
    {
        var jobs = Jobs("deploy.yml");

        Assert.Equal(("package", "what-if"), (jobs["smoke"].Text("needs"), jobs["deploy"].Text("needs")));
        Assert.Equal(["package", "smoke"], ((YamlSequenceNode)jobs["what-if"]["needs"]).Select(need => ((YamlScalarNode)need).Value));
        Assert.Contains("local/Emulators/smoke package", Runs("deploy.yml", "smoke")[^1], StringComparison.Ordinal);
        Assert.Equal(
            ("${{ inputs.environment }}-preview", "${{ inputs.environment }}"),
            (jobs["what-if"].Text("environment"), jobs["deploy"].Text("environment")));
    }

    [Fact]
    public void The_preview_needs_no_right_to_write_and_is_read_on_the_page_of_the_run()
    {
        var script = Assert.Single(Runs("deploy.yml", "what-if"));

        Assert.Contains("az deployment group what-if ", script, StringComparison.Ordinal);
        Assert.Contains("--validation-level ProviderNoRbac", script, StringComparison.Ordinal);
        Assert.Contains("$GITHUB_STEP_SUMMARY", script, StringComparison.Ordinal);
        Assert.DoesNotContain("az deployment group create", script, StringComparison.Ordinal);
    }

    /// <summary>
    /// The bridge refuses to start with an unknown setting, so the code that knows it is deployed first; on rollback, the setting is
    /// removed first.
    /// </summary>
    [Fact]
    public void New_code_comes_before_its_settings_and_leaves_after_them()
    {
        var steps = Steps("deploy.yml", "deploy").Where(step => step.Children.ContainsKey("run")).ToList();

        Assert.Equal(
            ["The app that is there", "Settings, going back", "Code", "Settings and resources", "Health of this version"],
            steps.Select(step => step.Text("name")));
        Assert.Equal(("inputs.rollback", "${{ !inputs.rollback }}"), (steps[1].Text("if"), steps[3].Text("if")));
        Assert.Equal(steps[1].Text("run"), steps[3].Text("run"));
        Assert.Contains("$(cat bridge/version)", steps[^1].Text("run"), StringComparison.Ordinal);
    }

    /// <summary>A parameter that only one job passed on would be previewed or deployed with its default.</summary>
    [Fact]
    public void What_if_and_deployment_get_every_parameter_from_the_environment()
    {
        // The workflow cannot assign the operator's roles; the name of the environment is the whole workflow's.
        var read = EnvironmentVariable().Matches(Repository.Read("infra", "main.bicepparam"))
            .Select(match => match.Groups["name"].Value)
            .Where(name => name != "AZURE_ENV_NAME" && !name.StartsWith("AZURE_PRINCIPAL_", StringComparison.Ordinal))
            .Append("AZURE_RESOURCE_GROUP")
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        var passed = Jobs("deploy.yml")["deploy"].Map("env").Texts();

        Assert.Equal(read, passed.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(passed, Jobs("deploy.yml")["what-if"].Map("env").Texts());
        Assert.All(passed, variable => Assert.StartsWith($"${{{{ vars.{variable.Key} ", variable.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void The_guide_sets_every_variable_that_the_workflow_reads()
    {
        var guide = Repository.Read("docs", "deploy.md").Split("### The same from GitHub")[1].Split("\n## ")[0];
        var commands = string.Join('\n', guide.Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal)));
        var variables = WorkflowVariable().Matches(Repository.Read(".github", "workflows", "deploy.yml"))
            .Select(match => match.Groups["name"].Value)
            .Distinct()
            .ToList();

        Assert.Contains("OPERATOR_IP_RANGES", variables);
        Assert.All(variables, name => Assert.Matches($@"\b{name}\b", commands));
    }

    [Fact]
    public void One_package_is_built_and_carries_its_template_and_its_commit()
    {
        var script = Runs("deploy.yml", "package")[^1];

        Assert.All(
            ["zip -qr ../bridge/package.zip .", "cp -r infra bridge/infra", "\"$GITHUB_SHA\" > bridge/version"],
            line => Assert.Contains(line, script, StringComparison.Ordinal));
        Assert.All(
            (string[])["what-if", "deploy"],
            job => Assert.Contains(
                Steps("deploy.yml", job),
                step => step.Children.ContainsKey("with") && step.Map("with")
                    .Texts()
                    .GetValueOrDefault("run-id") == "${{ inputs.run || github.run_id }}"));
        Assert.DoesNotContain(
            Steps("deploy.yml", "deploy"),
            step => step.Children.ContainsKey("uses") && step.Text("uses").StartsWith("actions/checkout", StringComparison.Ordinal));
    }

    [BicepFact]
    public async Task The_workflow_finds_the_app_by_a_tag_that_it_has()
    {
        var app = (await PlannedDeployment.DefaultAsync()).Single("Microsoft.Web/sites");

        Assert.Equal("prod", (string?)app["tags"]!["azd-env-name"]);
        Assert.Contains(@"tags.\""azd-env-name\""=='$AZURE_ENV_NAME'", Runs("deploy.yml", "deploy")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Infrastructure_is_checked_against_the_rules_that_the_exceptions_are_for()
    {
        var script = Assert.Single(Runs("ci.yml", "rules"));

        Assert.Contains("Assert-PSRule -Module PSRule.Rules.Azure -Baseline Azure.GA_2026_03", script, StringComparison.Ordinal);
        Assert.Contains(
            $"-RequiredVersion {Yaml.Read("ps-rule.yaml").Map("requires").Text("PSRule.Rules.Azure").TrimStart('>', '=')}",
            script,
            StringComparison.Ordinal);
    }

    [BicepFact]
    public async Task Azd_finds_the_project_and_the_app()
    {
        var service = Yaml.Read("azure.yaml").Map("services").Children.Single();
        var app = (await PlannedDeployment.DefaultAsync()).Single("Microsoft.Web/sites");

        Assert.Equal((string?)app["tags"]!["azd-service-name"], ((YamlScalarNode)service.Key).Value);
        Assert.True(File.Exists(Repository.PathOf(service.Value.Text("project"), "AlturBridge.Functions.csproj")));
        Assert.Equal("function", service.Value.Text("host"));
        Assert.All(
            (string[])["posix", "windows"],
            shell => Assert.Equal("true", Yaml.Read("azure.yaml").Map("hooks").Map("postprovision").Map(shell).Text("interactive")));
    }

    [Fact]
    public void Every_exception_from_PSRule_has_its_reason()
    {
        var excluded = ((YamlSequenceNode)Yaml.Read("ps-rule.yaml").Map("rule")["exclude"])
            .Select(rule => ((YamlScalarNode)rule).Value!)
            .ToList();
        var lines = Repository.Read("ps-rule.yaml").Split('\n').Select(line => line.Trim()).ToList();

        Assert.NotEmpty(excluded);
        Assert.All(
            excluded,
            rule => Assert.StartsWith(
                "# ",
                lines.Take(lines.IndexOf($"- {rule}")).Last(line => !line.StartsWith("- ", StringComparison.Ordinal)),
                StringComparison.Ordinal));
    }

    private static YamlMappingNode Workflow(string file) => Yaml.Read(".github", "workflows", file);

    private static Dictionary<string, YamlMappingNode> Jobs(string file) =>
        Workflow(file).Map("jobs").Children.ToDictionary(job => ((YamlScalarNode)job.Key).Value!, job => (YamlMappingNode)job.Value);

    private static IEnumerable<YamlMappingNode> Steps(string file) => Jobs(file).Keys.SelectMany(job => Steps(file, job));

    private static IEnumerable<YamlMappingNode> Steps(string file, string job) =>
        ((YamlSequenceNode)Jobs(file)[job]["steps"]).Cast<YamlMappingNode>();

    private static IReadOnlyList<string> Runs(string file, string job) =>
        [.. Steps(file, job).Where(step => step.Children.ContainsKey("run")).Select(step => step.Text("run"))];

    [GeneratedRegex(@"readEnvironmentVariable\('(?<name>[A-Z_]+)'")]
    private static partial Regex EnvironmentVariable();

    [GeneratedRegex(@"\bvars\.(?<name>[A-Z_]+)")]
    private static partial Regex WorkflowVariable();
}
