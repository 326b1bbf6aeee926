using System.Diagnostics;
using Ingot.Tests.Shared;
using Ingot.Tests.Shared.Pipelines;

namespace Ingot.Templates.Tests;

/// <summary>What the pipelines do with a branch that was retrained: the commands of the files, with git, and with programs that write down how each system was asked.</summary>
[Collection(TemplateGroup.Name)]
public class CiProposalTests(TemplateFixture templates)
{
    // What people say is text, whatever it looks like.
    private const string Title = "Retrain Churn: it's $(touch pwned) \"late\"; `touch pwned` & $HOME --title x";
    private const string Body = "# Churn\n\nBetter by 0.02 `$(touch pwned)`\n";

    [UnixFact]
    public void GitHub_gets_a_pull_request()
    {
        var place = new Place(templates, "gh");
        place.Run(Step(".github/workflows/ingot-retrain.yml"), new() { ["RUN"] = "77-1", ["BASE"] = "main", ["GH_TOKEN"] = "secret" });
        Assert.Equal(
            [
                ["gh", "auth", "setup-git"],
                ["gh", "pr", "create", "--base", "main", "--head", "retrain/Churn-77-1", "--title", Title, "--body-file", $"./{Place.BodyFile}"],
            ],
            place.Asked());
        Assert.Equal(["main", "retrain/Churn-77-1"], place.Branches());
    }

    [UnixFact]
    public void Azure_Repos_gets_a_pull_request()
    {
        var place = new Place(templates, "az");
        place.Run(Step(".azure-pipelines/ingot-retrain.yml"), new()
        {
            ["RUN"] = "77-1", ["BASE"] = "refs/heads/main", ["AZURE_DEVOPS_EXT_PAT"] = "secret",
            ["ORGANIZATION"] = "Contoso", ["PROJECT"] = "Shop floor", ["REPOSITORY"] = "Models",
        });
        Assert.Equal(
            [[
                "az", "repos", "pr", "create", "--organization", "Contoso", "--project", "Shop floor", "--repository", "Models",
                "--source-branch", "retrain/Churn-77-1", "--target-branch", "main", "--title", Title, "--description", Body.TrimEnd(), "--output", "none",
            ]],
            place.Asked());
        Assert.Equal(["main", "retrain/Churn-77-1"], place.Branches());
    }

    // The job that trains hands the branch to the one that has the token.
    [UnixFact]
    public void GitLab_gets_a_merge_request()
    {
        var file = PipelineFile.Read(Path.Combine(templates.NewPipelines("--system", "all"), ".gitlab-ci.yml"));
        var place = new Place(templates, "curl");
        var variables = new Dictionary<string, string>
        {
            ["MODELS"] = "models/*/*.csproj", ["RUN"] = "77", ["INGOT_PROJECT_TOKEN"] = "secret", ["CI_PROJECT_URL"] = Path.Combine(place.Root, "origin"),
            ["CI_COMMIT_BRANCH"] = "main", ["CI_API_V4_URL"] = "api", ["CI_PROJECT_ID"] = "5",
        };
        place.Run(file.Step("after_script 0", "ingot-retrain"), variables);
        place.Run(file.Step("after_script 1", "ingot-retrain"), variables);
        place.CloneAnew("ingot-reports", "ingot-branches");
        place.Run(file.Step("script 0", "ingot-propose"), variables);
        Assert.Equal(
            [[
                "curl", "--silent", "--show-error", "--fail", "--config", "-", "--data-urlencode", "source_branch=retrain/Churn-77", "--data-urlencode", "target_branch=main",
                "--data-urlencode", "title=" + Title, "--data-urlencode", "description@ingot-reports/models/Churn/Churn.retrain.md", "api/projects/5/merge_requests",
            ]],
            place.Asked());
        Assert.Equal(["main", "retrain/Churn-77"], place.Branches());
    }

    // Somebody else has pushed meanwhile.
    [UnixTheory]
    [InlineData(".github/workflows/ingot-monitor.yml", "Commit the history", "main")]
    [InlineData(".azure-pipelines/ingot-monitor.yml", "Commit the history", "refs/heads/main")]
    [InlineData(".gitlab-ci.yml", "after_script 1", "main")]
    public void The_history_is_committed_when_that_is_asked_for(string file, string step, string branch)
    {
        var place = new Place(templates, "gh");
        var pipeline = PipelineFile.Read(Path.Combine(templates.NewPipelines("--system", "all", "--history", "commit"), file));
        var variables = new Dictionary<string, string>
        {
            ["BASE"] = branch, ["AZURE_DEVOPS_EXT_PAT"] = "secret", ["INGOT_PROJECT_TOKEN"] = "secret", ["CI_PROJECT_URL"] = Path.Combine(place.Root, "origin"), ["CI_COMMIT_BRANCH"] = "main",
        };
        place.Monitored("2026-11-01");
        place.Run(pipeline.Steps.Single(s => s.Name == step && s.Job.EndsWith("monitor", StringComparison.Ordinal)), variables);
        place.PushMeanwhile();
        place.Monitored("2026-11-02");
        foreach (var _ in new[] { "a window", "nothing new" })
        {
            place.Run(pipeline.Steps.Single(s => s.Name == step && s.Job.EndsWith("monitor", StringComparison.Ordinal)), variables);
        }

        Assert.Equal(["What was monitored [skip ci]", "Meanwhile", "What was monitored [skip ci]", "A model"], place.Commits());
    }

    private PipelineStep Step(string file) =>
        PipelineFile.Read(Path.Combine(templates.NewPipelines("--system", "all"), file)).Step("Propose what was found better");

    /// <summary>A repository with a branch that was retrained, its origin, and the program of a system.</summary>
    private sealed class Place
    {
        public const string BodyFile = "models/Churn/obj/Release/ingot/retrain/Churn.retrain.md";

        private readonly string _programs;
        private string _clone;

        public Place(TemplateFixture templates, string program)
        {
            Root = templates.NewFolder();
            _clone = Path.Combine(Root, "clone");
            _programs = Directory.CreateDirectory(Path.Combine(Root, "programs")).FullName;
            var file = Path.Combine(_programs, program);
            File.WriteAllText(file, $"#!/bin/sh\nprintf '%s\\036' {program} \"$@\" >> '{Root}/asked'\nprintf '\\035' >> '{Root}/asked'\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            var suffix = program == "curl" ? "77" : "77-1";
            Bash(Root, $"""
                git init --quiet --bare --initial-branch main origin.git
                git clone --quiet origin.git clone 2> /dev/null
                cd clone
                mkdir -p models/Churn
                echo '<Project />' > models/Churn/Churn.csproj
                git add --all
                git commit --quiet -m 'A model'
                git push --quiet origin HEAD:main
                git checkout --quiet -b 'retrain/Churn-{suffix}'
                echo '<Project> </Project>' > models/Churn/Churn.csproj
                git commit --quiet -a -m "$TITLE"
                git checkout --quiet -b 'retrain/Churn-{suffix}0' HEAD~
                git checkout --quiet -
                git checkout --quiet --detach 'origin/main'
                """, new() { ["TITLE"] = Title });
            Directory.CreateDirectory(Path.Combine(_clone, Path.GetDirectoryName(BodyFile)!));
            File.WriteAllText(Path.Combine(_clone, BodyFile), Body);
        }

        public string Root { get; }

        /// <summary>Runs a step; nothing that it was told may have been run as a command.</summary>
        public void Run(PipelineStep step, Dictionary<string, string> variables)
        {
            Bash(_clone, step.Script, variables);
            Assert.False(File.Exists(Path.Combine(_clone, "pwned")));
        }

        /// <summary>Another clone, with some folders of the one before.</summary>
        public void CloneAnew(params string[] folders)
        {
            var before = _clone;
            _clone = Path.Combine(Root, "another");
            Bash(Root, $"git clone --quiet origin.git another; cp -R {string.Join(' ', folders.Select(f => $"'{before}/{f}'"))} another", []);
        }

        /// <summary>What the monitor leaves in its history for a window.</summary>
        public void Monitored(string day) => Bash(_clone, $"mkdir -p monitoring/history monitoring/alerts; echo x > monitoring/history/{day}.json; echo x > monitoring/alerts/alerts.json", []);

        /// <summary>Another commit on the main branch of the origin.</summary>
        public void PushMeanwhile() =>
            Bash(Root, "git clone --quiet origin.git other; cd other; echo x > other; git add other; git commit --quiet -m Meanwhile; git push --quiet origin HEAD:main", []);

        /// <summary>The commits of the main branch of the origin, the newest first.</summary>
        public string[] Commits() => Bash(Root, "git -C origin.git log --format=%s main", []).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        /// <summary>How the program was asked, each time.</summary>
        public IEnumerable<string[]> Asked() => File.ReadAllText(Path.Combine(Root, "asked"))
            .Split('\x1d', StringSplitOptions.RemoveEmptyEntries).Select(a => a.TrimEnd('\x1e').Split('\x1e'));

        /// <summary>The branches of the origin.</summary>
        public string[] Branches() =>
            Bash(Root, "git -C origin.git for-each-ref --format='%(refname:short)' refs/heads", []).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        private string Bash(string folder, string script, Dictionary<string, string> variables)
        {
            var start = new ProcessStartInfo("bash", ["-e", "-c", script]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["PATH"] = _programs + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
            foreach (var (name, value) in variables.Concat(
                [new("GIT_AUTHOR_NAME", "CI"), new("GIT_AUTHOR_EMAIL", "ci@example.org"), new("GIT_COMMITTER_NAME", "CI"), new("GIT_COMMITTER_EMAIL", "ci@example.org"), new("GIT_CONFIG_GLOBAL", "/dev/null")]))
            {
                start.Environment[name] = value;
            }

            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, output + errors.Result);
            return output;
        }
    }
}
