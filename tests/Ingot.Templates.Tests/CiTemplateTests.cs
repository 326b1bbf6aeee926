using System.Text.RegularExpressions;
using Ingot.Tests.Shared.Pipelines;
using YamlDotNet.RepresentationModel;

namespace Ingot.Templates.Tests;

/// <summary>The pipelines of <c>dotnet new ingot-ci</c>: their form. End-to-end tests run what stands in them.</summary>
[Collection(TemplateGroup.Name)]
public partial class CiTemplateTests(TemplateFixture templates)
{
    private const string GitHub = ".github/workflows/ingot-";
    private const string Azure = ".azure-pipelines/ingot-";
    private const string GitLab = ".gitlab-ci.yml";

    private static readonly string[] Four = ["build", "release", "monitor", "retrain"];

    // What a secret is for: the steps that may have it. A job of GitLab has all of its variables.
    private static readonly Dictionary<string, string[]> Secrets = new()
    {
        ["INGOT_CACHE_KEY"] = ["Build the models"],
        ["INGOT_KEY"] = ["Sign"],
        ["INGOT_KEY_PASSWORD"] = ["Sign"],
        ["INGOT_FEED_KEY"] = ["Publish"],
        ["INGOT_ALERT_WEBHOOK"] = ["Monitor", "Retrain"],
        ["INGOT_ALERT_WEBHOOK_KEY"] = ["Monitor", "Retrain"],
        ["INGOT_ALERT_SLACK"] = ["Monitor", "Retrain"],
        ["INGOT_ALERT_TEAMS"] = ["Monitor", "Retrain"],
        ["INGOT_ALERT_MAIL"] = ["Monitor", "Retrain"],
        ["INGOT_ALERT_MAIL_PASSWORD"] = ["Monitor", "Retrain"],
        ["GH_TOKEN"] = ["Propose what was found better", "Commit the history"],
        ["AZURE_DEVOPS_EXT_PAT"] = ["Propose what was found better", "Commit the history"],
    };

    [Fact]
    public void Each_system_gets_its_files()
    {
        var github = Four.Select(f => GitHub + f + ".yml").ToArray();
        var azure = Four.Select(f => Azure + f + ".yml").ToArray();
        Assert.Equal(github.Order(), Files(templates.NewPipelines()));
        Assert.Equal(azure.Order(), Files(templates.NewPipelines("--system", "azure")));
        Assert.Equal([GitLab], Files(templates.NewPipelines("--system", "gitlab")));
        Assert.Equal([.. azure.Order(), .. github.Order(), GitLab], Files(templates.NewPipelines("--system", "all")));
    }

    [Fact]
    public void Options_arrive_whatever_they_hold()
    {
        var folder = Odd();
        var all = Read(folder);
        Assert.All(
            all.Where(f => f.Path.Contains("-build", StringComparison.Ordinal)),
            f => Assert.Equal("it's/a #b models/*/*.csproj", PipelineFile.Text(f.Root[f.Path.Contains("azure", StringComparison.Ordinal) ? "variables" : "env"]["MODELS"])));
        Assert.Equal("${{ inputs.models || 'it''s/a #b models/*/*.csproj' }}", PipelineFile.Text(all.Single(f => IsFile(f, GitHub + "retrain")).Root["env"]["MODELS"]));
        Assert.Equal("it's/a #b models/*/*.csproj", PipelineFile.Text(all.Single(f => IsFile(f, GitLab)).Root["variables"]["MODELS"]["value"]));
        Assert.Equal("it's/a #b models/*/*.csproj", PipelineFile.Text(all.Single(f => IsFile(f, Azure + "retrain")).Root["parameters"][1]["default"]));
        Assert.All(
            all.SelectMany(f => f.Steps).Where(s => s.Name is "Monitor" or "Retrain"),
            s => Assert.Equal("live: 'all'", s.Environment["CHANNEL"]));

        Assert.Equal("1 2 * * *", PipelineFile.Text(all.Single(f => IsFile(f, GitHub + "monitor")).Root["on"]["schedule"][0]["cron"]));
        Assert.Equal("3 4 * * 0", PipelineFile.Text(all.Single(f => IsFile(f, Azure + "retrain")).Root["schedules"][0]["cron"]));

        // The cache of Ingot, what code scanning may write, and commits of the monitor are there only when they are asked for.
        var plain = string.Concat(Read(templates.NewPipelines("--system", "all")).Select(f => File.ReadAllText(f.Path)));
        Assert.DoesNotContain("INGOT_CACHE_KEY", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("security-events", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("git commit", plain, StringComparison.Ordinal);
        Assert.Equal(2, all.SelectMany(f => f.Steps).Count(s => s.Environment.ContainsKey("INGOT_CACHE_KEY")));
        Assert.Contains("security-events: write", File.ReadAllText(Path.Combine(folder, GitHub + "build.yml")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_person_says_and_what_is_secret_stand_in_no_command()
    {
        foreach (var step in All().SelectMany(f => f.Steps))
        {
            Assert.DoesNotContain("${{", step.Script, StringComparison.Ordinal);
            Assert.DoesNotMatch("(secrets|inputs|github)\\.", step.Script);
            foreach (var (name, _) in step.Environment.Where(e => e.Value.Contains("secrets.", StringComparison.Ordinal) || Secrets.ContainsKey(e.Key)))
            {
                Assert.Contains(step.Name, Secrets[name]);
            }
        }
    }

    [Fact]
    public void Rights_are_few_actions_are_pinned_and_every_job_ends()
    {
        foreach (var file in All())
        {
            var text = File.ReadAllText(file.Path);
            Assert.DoesNotContain("://", text, StringComparison.Ordinal);
            Assert.DoesNotContain("#if", text, StringComparison.Ordinal);
            Assert.All(file.Jobs, j => Assert.True(TimeLimit(file, j.Job), $"{file.Path}: {j.Name} has no limit of time."));
            if (file.Path.Contains(".github", StringComparison.Ordinal))
            {
                Assert.Equal(["contents: read"], ((YamlMappingNode)file.Root["permissions"]).Children.Select(r => $"{r.Key}: {r.Value}"));
                Assert.NotNull(PipelineFile.Value(file.Root, "concurrency"));
                Assert.All(Uses().Matches(text), m => Assert.Matches("^[a-z/-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+$", m.Groups["action"].Value));
                Assert.Equal(Regex.Count(text, "uses: actions/checkout@"), Regex.Count(text, "persist-credentials: false"));
            }

            if (file.Path.Contains("azure", StringComparison.Ordinal))
            {
                Assert.Equal(Regex.Count(text, "checkout: self"), Regex.Count(text, "persistCredentials: false"));
            }
        }

        // A token that writes is one job's.
        var writes = All().SelectMany(f => f.Jobs.Select(j => (File: Path.GetFileName(f.Path), Rights: PipelineFile.Value(j.Job, "permissions") as YamlMappingNode)))
            .Where(j => j.Rights is not null)
            .Select(j => $"{j.File}: {string.Join(", ", j.Rights!.Children.Select(r => $"{r.Key}: {r.Value}"))}");
        Assert.Equal(
            ["ingot-build.yml: contents: read, security-events: write", "ingot-monitor.yml: contents: write", "ingot-retrain.yml: contents: write, pull-requests: write"],
            writes.Distinct().Order());
    }

    // So the tests that run the commands of one system run those of the others.
    [Fact]
    public void The_systems_run_the_same_commands()
    {
        var folder = templates.NewPipelines("--system", "all");
        var gitlab = PipelineFile.Read(Path.Combine(folder, GitLab));
        foreach (var (pipeline, name, job, place) in new[]
        {
            ("build", "Build the models", "ingot-build", "script 0"),
            ("build", "Check the channels", "ingot-build", "script 1"),
            ("build", "Collect the reports", "ingot-build", "after_script 0"),
            ("release", "Pack", "ingot-pack", "script 0"),
            ("release", "Sign", "ingot-publish", "script 0"),
            ("release", "Publish", "ingot-publish", "script 1"),
            ("monitor", "Monitor", "ingot-monitor", "script 0"),
            ("monitor", "Collect the reports", "ingot-monitor", "after_script 0"),
            ("retrain", "Retrain", "ingot-retrain", "script 0"),
            ("retrain", "Collect the reports", "ingot-retrain", "after_script 0"),
        })
        {
            var github = PipelineFile.Read(Path.Combine(folder, $"{GitHub}{pipeline}.yml")).Step(name);
            var azure = PipelineFile.Read(Path.Combine(folder, $"{Azure}{pipeline}.yml")).Step(name);
            Assert.Equal(github.Script, Unset().Replace(azure.Script, string.Empty));
            Assert.Equal([], Commands(github.Script).Except(Commands(gitlab.Step(place, job).Script)));
        }
    }

    [Fact]
    public void Azure_knows_every_key()
    {
        foreach (var file in All().Where(f => f.Path.Contains("azure", StringComparison.Ordinal)))
        {
            Assert.Equal([], AzureShape.Faults(file));
        }

        var wrong = Path.Combine(templates.NewFolder(), "wrong.yml");
        File.WriteAllText(wrong, "trigger: {branch: {include: [main]}}\njobs:\n- job: a\n  timeoutInMinute: 5\n  steps:\n  - run: echo\n  - bash: echo\n    if: always()\n  - task: UseDotNet@1\n");
        Assert.Equal(5, AzureShape.Faults(PipelineFile.Read(wrong)).Count);
    }

    [LinterFact]
    public void GitHub_understands_every_workflow()
    {
        var own = Directory.GetFiles(Path.Combine(TemplateFixture.Repository, ".github", "workflows"));
        var files = All().Select(f => f.Path).Where(p => p.Contains(".github", StringComparison.Ordinal)).Concat(own).ToList();
        Assert.Equal(10, files.Count);
        Assert.Equal(string.Empty, Linter.Workflows(files));

        var wrong = Path.Combine(templates.NewFolder(), "wrong.yml");
        File.WriteAllText(wrong, File.ReadAllText(files[0]).Replace("github.ref", "github.ref ==", StringComparison.Ordinal).Replace("timeout-minutes", "timeout", StringComparison.Ordinal));
        Assert.Equal(2, Linter.Workflows([wrong]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [LinterFact]
    public void GitLab_runs_what_is_asked_for()
    {
        var folder = templates.NewPipelines("--system", "all");
        foreach (var (variables, jobs) in new (string[] Variables, string[] Jobs)[]
        {
            (["CI_PIPELINE_SOURCE=merge_request_event", "CI_COMMIT_BRANCH=work"], ["ingot-build"]),
            (["CI_PIPELINE_SOURCE=push", "CI_COMMIT_BRANCH=main"], ["ingot-build"]),
            (["CI_PIPELINE_SOURCE=push", "CI_COMMIT_BRANCH=work"], []),
            (["CI_PIPELINE_SOURCE=push", "CI_COMMIT_BRANCH=", "CI_COMMIT_TAG=Churn/v1.4.0"], ["ingot-pack", "ingot-publish"]),
            (["CI_PIPELINE_SOURCE=push", "CI_COMMIT_BRANCH=", "CI_COMMIT_TAG=v1.4.0"], []),
            (["CI_PIPELINE_SOURCE=schedule", "CI_COMMIT_BRANCH=main", "INGOT_RUN=monitor"], ["ingot-monitor"]),
            (["CI_PIPELINE_SOURCE=web", "CI_COMMIT_BRANCH=main", "INGOT_RUN=retrain"], ["ingot-retrain", "ingot-propose"]),
        })
        {
            Assert.Equal(jobs.Order(), Linter.GitLabJobs(Clone(folder), ["CI_DEFAULT_BRANCH=main", .. variables]).Order());
        }

        Assert.Equal(["ingot-build"], Linter.GitLabJobs(Clone(Odd()), "CI_PIPELINE_SOURCE=merge_request_event"));
    }

    [LinterFact]
    public void ShellCheck_has_nothing_against_the_commands()
    {
        var folder = templates.NewFolder();
        var scripts = All().SelectMany(f => f.Steps).Select(s => s.Script).Distinct().ToList();
        Assert.True(scripts.Count > 20);
        foreach (var (script, number) in scripts.Select((s, n) => (s, n)))
        {
            var file = Path.Combine(folder, FormattableString.Invariant($"{number}.sh"));
            File.WriteAllText(file, script);
            Assert.Equal(string.Empty, Linter.Commands(file));
        }
    }

    private string Odd() => templates.NewPipelines(
        "--system", "all", "--models", "it's/a #b models/*/*.csproj", "--channel", "live: 'all'", "--schedule", "1 2 * * *", "--retrain-schedule", "3 4 * * 0", "--cache", "--code-scanning",
        "--history", "commit");

    private List<PipelineFile> All() => [.. Read(templates.NewPipelines("--system", "all")), .. Read(Odd())];

    private static List<PipelineFile> Read(string folder) => [.. Files(folder).Select(f => PipelineFile.Read(Path.Combine(folder, f)))];

    private static List<string> Files(string folder) =>
        [.. Directory.GetFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private static bool IsFile(PipelineFile file, string name) => file.Path.Replace('\\', '/').Contains(name, StringComparison.Ordinal);

    // The limit of a job of GitLab may be that of the hidden job that it extends.
    private static bool TimeLimit(PipelineFile file, YamlMappingNode job) =>
        new[] { "timeout-minutes", "timeoutInMinutes", "timeout" }.Any(k => PipelineFile.Value(job, k) is not null)
        || (PipelineFile.Value(job, "extends") is { } extended && TimeLimit(file, (YamlMappingNode)file.Root[PipelineFile.Text(extended)]));

    // In GitLab, jobs of one step may be two of another system, and a failed command that is not the last must end the job by itself.
    private static IEnumerable<string> Commands(string script) => script.Split('\n').Select(l => l.Trim()).Where(l => l != "exit \"$failed\"");

    // GitLab's tool asks git.
    private string Clone(string folder)
    {
        var clone = templates.NewFolder();
        File.Copy(Path.Combine(folder, GitLab), Path.Combine(clone, GitLab));
        Directory.CreateDirectory(Path.Combine(clone, ".git", "refs"));
        return clone;
    }

    [GeneratedRegex("uses: (?<action>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Uses();

    // In Azure Pipelines a secret that is not set is a text all the same.
    [GeneratedRegex("# A secret that is not set .*\n(for .*\n.*\ndone\n|case .*\n)")]
    private static partial Regex Unset();
}
