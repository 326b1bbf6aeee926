using System.Reflection;
using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core.Specs;

namespace Ingot.Pipeline.Tests;

/// <summary>
/// What <see cref="StageCatalog"/> declares of a stage is what its code reads: a forgotten dependency would leave an old model in place,
/// one too many would train again for nothing.
/// </summary>
public sealed class DeclarationTests : IDisposable
{
    // A part of every key, what only decides where something is found or written, and who does the work.
    private static readonly HashSet<string> Undeclared = ["RuntimeIdentifier", "ProjectFile", "ReproduceFolder", "ModelSearchOn"];

    // The members of the specification, as Type.Member, and what of the project each is.
    private static readonly Dictionary<string, IReadOnlyList<string>> Origins = typeof(ModelSpec).Assembly.GetTypes()
        .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(p => p.GetCustomAttribute<FromProjectAttribute>() is not null)
        .ToDictionary(p => $"{p.DeclaringType!.Name}.{p.Name}", p => p.GetCustomAttribute<FromProjectAttribute>()!.Names);

    private readonly StageCode _code = new();

    public static TheoryData<string> Stages => [.. StageCatalog.All.Select(s => s.Name)];

    public void Dispose() => _code.Dispose();

    [Theory]
    [MemberData(nameof(Stages))]
    public void A_stage_reads_of_the_project_what_it_declares(string name)
    {
        var stage = StageCatalog.Find(name)!;

        Assert.All(Read(name), what => Assert.True(
            stage.DependsOn.Any(d => Covers(d, what)), $"{name} reads {what} of the project: declare it in {nameof(StageCatalog)}."));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void A_stage_declares_nothing_of_the_project_that_it_does_not_read(string name)
    {
        var stage = StageCatalog.Find(name)!;
        var read = Read(name);
        var declared = stage.DependsOn.Where(d => d.Kind is DependencyKind.Property or DependencyKind.Items or DependencyKind.MetadataOfItems
            or DependencyKind.ItemsWithoutThresholds or DependencyKind.ProjectFile or DependencyKind.Baseline or DependencyKind.Releases or DependencyKind.Continued);

        Assert.All(declared, d => Assert.True(
            read.Contains("*") || read.Any(what => Covers(d, what)) || Undeclared.Contains(d.Name), $"{name} does not read {d.Name}: it would run again for nothing."));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void A_stage_names_only_files_that_it_declares(string name)
    {
        var stage = StageCatalog.Find(name)!;
        var declared = stage.Leaves.Concat(stage.DependsOn.Select(d => d.File).OfType<StageFile>()).ToHashSet();

        // A released package has files of the same names: what reads them stands in another room.
        var named = _code.MembersRead(name, "Ingot.Pipeline").Select(FileOf).OfType<StageFile>().ToList();

        Assert.All(named, file => Assert.Contains(file, declared));
        Assert.All(declared, file => Assert.True(
            named.Contains(file) || name == "Export" || (name == "Gate" && file == ReproduceFiles.Reproduced), $"{name} declares {file} and does not name it."));
    }

    [Fact]
    public void A_member_of_the_specification_says_where_it_comes_from_or_is_a_place()
    {
        var places = typeof(ModelSpec).GetProperties().Where(p => !Origins.ContainsKey($"{nameof(ModelSpec)}.{p.Name}")).Select(p => p.Name);

        Assert.Equal(["Location", "PropertyLocations", "SchemaLocation", "TrainerLocation"], places.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_declared_exists_under_that_name_in_the_specification()
    {
        var known = Origins.Values.SelectMany(n => n).ToHashSet();

        Assert.All(
            StageCatalog.All.SelectMany(s => s.DependsOn).Where(d => d.Kind is DependencyKind.Property or DependencyKind.Items or DependencyKind.ItemsWithoutThresholds),
            d => Assert.True(known.Contains(d.Name) || ProjectItems.IsOfRelease(d.Name), d.Name));
    }

    [Fact]
    public void A_stage_that_opens_what_it_does_not_declare_is_stopped()
    {
        using var model = new ModelFolder();
        var context = model.Context(StageCatalog.Train);

        Assert.Contains("evaluate/metrics.json, which StageCatalog does not declare", Assert.Throws<InvalidOperationException>(() => context.Input(EvaluateFiles.Metrics)).Message, StringComparison.Ordinal);
        Assert.Contains("train", Assert.Throws<InvalidOperationException>(() => context.OutputFile(PrepareFiles.Training)).Message, StringComparison.OrdinalIgnoreCase);
        Assert.Throws<InvalidOperationException>(() => model.Context(StageCatalog.Evaluate).Input(ChallengeFiles.Rivals));
        Assert.Contains("declares as always there", Assert.Throws<InvalidOperationException>(() => context.TryInput(PrepareFiles.Training)).Message, StringComparison.Ordinal);
    }

    private HashSet<string> Read(string stage) =>
    [
        .. _code.MembersRead(stage)
            .SelectMany(m => Origins.GetValueOrDefault(m) ?? [])
            .Where(what => !Undeclared.Contains(what)),
    ];

    private static bool Covers(StageDependency declared, string what) => declared.Kind switch
    {
        DependencyKind.EveryProperty => what == "*" || (what.StartsWith("Model", StringComparison.Ordinal) && ProjectProperties.IsOfModel(what))
            || what is "Version" or "PackageId" or "RootNamespace" or "LangVersionMajor" or "ContinuousIntegration",
        DependencyKind.Items => what == declared.Name || what.StartsWith(declared.Name + ".", StringComparison.Ordinal),
        DependencyKind.MetadataOfItems => what == $"{declared.Name}.{declared.Metadata}",
        DependencyKind.Baseline => what is "ModelBaselinePackage" or "ModelBaselineVersion" or "ModelBaselineFolder",
        DependencyKind.Releases => what is "ModelReleasesPackage" or "ModelReleases" or "ModelBestOf" or "ModelBaselineFolder",
        DependencyKind.Continued => what is "ModelContinueFrom" or "ModelBaselineFolder",
        DependencyKind.Property or DependencyKind.ItemsWithoutThresholds or DependencyKind.ProjectFile => what == declared.Name,
        _ => false,
    };

    private static StageFile? FileOf(string member)
    {
        var parts = member.Split('.');
        var type = typeof(StageFile).Assembly.GetType($"{typeof(StageFile).Namespace}.{parts[0]}");
        return type?.GetProperty(parts[1], BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as StageFile;
    }
}
