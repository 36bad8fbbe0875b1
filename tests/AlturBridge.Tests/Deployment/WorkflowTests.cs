using YamlDotNet.RepresentationModel;

namespace AlturBridge.Tests.Deployment;

public sealed class WorkflowTests
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
    public void Every_action_has_a_version_and_every_job_an_end(string file)
    {
        Assert.All(Jobs(file), job => Assert.True(job.Value.Children.ContainsKey("timeout-minutes"), $"{job.Key} may run for hours."));
        Assert.All(Steps(file).Where(step => step.Children.ContainsKey("uses")), step => Assert.Matches("^[A-Za-z0-9-]+/[a-z-]+@(v[0-9]+|[0-9a-f]{40})$", step.Text("uses")));
        Assert.DoesNotContain("secrets.", Repository.Read(".github", "workflows", file), StringComparison.Ordinal);
    }

    /// <summary>An input or a variable in a script would be run as part of it.</summary>
    [Theory]
    [MemberData(nameof(Workflows))]
    public void No_script_has_an_expression_in_it(string file)
    {
        Assert.All(Steps(file).Where(step => step.Children.ContainsKey("run")), step => Assert.DoesNotContain("${{", step.Text("run"), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_push_and_pull_request_is_built_with_and_without_the_stand_in()
    {
        Assert.Equal(["push", "pull_request"], Workflow("ci.yml").Map("on").Texts().Keys);

        var runs = Steps("ci.yml").Where(step => step.Children.ContainsKey("run")).Select(step => step.Text("run")).ToList();
        Assert.Contains("./build", runs);
        Assert.Contains("dotnet publish functions --configuration Release --output package", runs);
        Assert.Contains(Steps("ci.yml"), step => step.Children.ContainsKey("env") && step.Map("env").Texts().Contains(new("OfficialServiceBusTrigger", "true")));
    }

    [Fact]
    public void Nothing_is_deployed_before_what_if_was_seen()
    {
        var jobs = Jobs("deploy.yml");

        Assert.Contains(Steps("deploy.yml"), step => step.Children.ContainsKey("run") && step.Text("run").StartsWith("az deployment group what-if ", StringComparison.Ordinal));
        Assert.Equal(["package", "what-if"], ((YamlSequenceNode)jobs["deploy"]["needs"]).Select(need => ((YamlScalarNode)need).Value));
        Assert.Equal(("${{ inputs.environment }}-preview", "${{ inputs.environment }}"), (jobs["what-if"].Text("environment"), jobs["deploy"].Text("environment")));
    }

    /// <summary>The functions' metadata is in a folder whose name begins with a dot.</summary>
    [Fact]
    public void The_package_keeps_its_hidden_folder()
    {
        var upload = Assert.Single(Steps("deploy.yml"), step => step.Children.ContainsKey("uses") && step.Text("uses").StartsWith("actions/upload-artifact", StringComparison.Ordinal));

        Assert.Equal("true", upload.Map("with").Text("include-hidden-files"));
    }

    [BicepFact]
    public async Task The_workflow_asks_for_outputs_that_the_template_has()
    {
        var outputs = (await Bicep.TemplateAsync())["outputs"]!.AsObject().Select(output => output.Key).ToList();
        var script = Steps("deploy.yml").Single(step => step.Children.ContainsKey("id")).Text("run");

        Assert.Contains("output appName", script, StringComparison.Ordinal);
        Assert.Contains("output appAddress", script, StringComparison.Ordinal);
        Assert.Contains("appName", outputs);
        Assert.Contains("appAddress", outputs);
    }

    [BicepFact]
    public async Task Azd_finds_the_project_and_the_app()
    {
        var service = Yaml.Read("azure.yaml").Map("services").Children.Single();
        var app = (await PlannedDeployment.DefaultAsync()).Single("Microsoft.Web/sites");

        Assert.Equal((string?)app["tags"]!["azd-service-name"], ((YamlScalarNode)service.Key).Value);
        Assert.True(File.Exists(Repository.PathOf(service.Value.Text("project"), "AlturBridge.Functions.csproj")));
        Assert.Equal("function", service.Value.Text("host"));
    }

    [Fact]
    public void Every_exception_from_PSRule_has_its_reason()
    {
        var excluded = ((YamlSequenceNode)Yaml.Read("ps-rule.yaml").Map("rule")["exclude"]).Select(rule => ((YamlScalarNode)rule).Value!).ToList();
        var lines = Repository.Read("ps-rule.yaml").Split('\n').Select(line => line.Trim()).ToList();

        Assert.NotEmpty(excluded);
        Assert.All(excluded, rule => Assert.StartsWith("# ", lines.Take(lines.IndexOf($"- {rule}")).Last(line => !line.StartsWith("- ", StringComparison.Ordinal)), StringComparison.Ordinal));
    }

    private static YamlMappingNode Workflow(string file) => Yaml.Read(".github", "workflows", file);

    private static Dictionary<string, YamlMappingNode> Jobs(string file) =>
        Workflow(file).Map("jobs").Children.ToDictionary(job => ((YamlScalarNode)job.Key).Value!, job => (YamlMappingNode)job.Value);

    private static IEnumerable<YamlMappingNode> Steps(string file) =>
        Jobs(file).Values.SelectMany(job => (YamlSequenceNode)job["steps"]).Cast<YamlMappingNode>();
}
