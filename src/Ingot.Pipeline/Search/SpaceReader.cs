using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Search.Spaces;
using Ingot.Training;
using Ingot.Training.Trials;

namespace Ingot.Pipeline.Search;

/// <summary>Reads what the item <c>Search</c> says of parameters, by what the trainers take.</summary>
/// <param name="spec">What the project says.</param>
/// <param name="schema">The model's.</param>
internal sealed class SpaceReader(ModelSpec spec, ModelSchema schema)
{
    private readonly SearchSpec _search = spec.Search!;
    private readonly List<Diagnostic> _faults = [];

    /// <summary>Reads it.</summary>
    /// <exception cref="IngotException">INGOT2601 to INGOT2603, for each metadata that cannot be used; INGOT2001: a trainer that does not exist.</exception>
    public SearchedSpace Read()
    {
        var project = TrainerChoice.Of(spec.Trainer, schema) with { Assemblies = spec.TrainerAssemblies };
        var said = _search.Metadata.GetValueOrDefault(SearchDefinition.Trainer);
        var names = said is null ? [project.IsBoostedTrees ? TrainerSpec.BoostedTrees : project.Name] : Names(said);
        List<(string Name, TrainerSpec Trainer)> trainers = said is null
            ? [(names[0], project with { Parameters = new Dictionary<string, string>(), Location = _search.Location })]
            : [.. names.Select(n => (n, TrainerSpec.Of(n, new Dictionary<string, string>(), _search.Location, project.LightGbmLibrary) with { Assemblies = spec.TrainerAssemblies }))];
        var learners = trainers.ConvertAll(t => (t.Name, Learner: TrialBench.LearnerOf(t.Trainer, schema.Task), Known: TrialBench.ParametersOf(t.Trainer, schema.Task)));

        var read = new List<ReadParameter>();
        foreach (var (name, text) in _search.Metadata.Where(m => !SearchReader.Settings.Contains(m.Key, StringComparer.OrdinalIgnoreCase)).OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            if (Parameter(name, text, learners) is { } parameter)
            {
                read.Add(parameter);
            }
        }

        Require(read, names);
        if (_faults.Count > 0)
        {
            throw new IngotException(_faults);
        }

        var space = Space(read, names);
        return new SearchedSpace(
            space,
            said is not null && names.Count == 1 ? trainers[0].Trainer : project,
            said is not null,
            [.. learners.Select(l => l.Learner)],
            [.. read.Where(p => p.Text.Value is not null).Select(p => (p.Name, p.Text.Value!, p.Conditions))]);
    }

    private IReadOnlyList<string> Names(string said)
    {
        var (read, fault) = DomainText.Parse(said, isWhole: false);
        if (read is null or { Domain: NumberDomain } or { Condition: not null })
        {
            throw new IngotException(SearchDiagnostics.InvalidSearch.At(_search.Location, $"Trainer is '{said}': {fault ?? "it is the first choice of a trial"}; expected the names of trainers, such as LightGbm|FastTree."));
        }

        List<string> known = [TrainerSpec.BoostedTrees, .. TrialBench.LearnersOf(schema.Task).Select(l => l.Name)];
        foreach (var name in read.Written.Where(w => !known.Contains(w, StringComparer.OrdinalIgnoreCase) && spec.TrainerAssemblies.Count == 0))
        {
            throw new IngotException(SearchDiagnostics.InvalidSearch.At(
                _search.Location, $"Trainer names '{name}', which learns no {schema.Task}{DiagnosticText.DidYouMean(name, known)}; expected one or more of {string.Join(", ", known)}."));
        }

        return [.. read.Written.Select(w => known.FirstOrDefault(k => string.Equals(k, w, StringComparison.OrdinalIgnoreCase)) ?? w)];
    }

    private ReadParameter? Parameter(string name, string text, List<(string Name, ILearner Learner, IReadOnlyList<string> Known)> learners)
    {
        var having = learners.Where(l => l.Known.Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
        if (having.Count == 0)
        {
            List<string> known = [.. learners.SelectMany(l => l.Known).Concat(SearchReader.Settings).Distinct(StringComparer.OrdinalIgnoreCase)];
            Fault(SearchDiagnostics.UnknownParameter, $"{name} is no parameter of {DiagnosticText.List(learners.Select(l => l.Name))}{DiagnosticText.DidYouMean(name, known)}; expected one of {string.Join(", ", known)}. Correct its name, or remove it.");
            return null;
        }

        var own = having[0].Known.First(k => string.Equals(k, name, StringComparison.OrdinalIgnoreCase));
        var limits = having.SelectMany(l => l.Learner.Parameters).Where(p => p.Name == own).ToList();
        var (read, fault) = DomainText.Parse(text, limits.Exists(l => l.IsWhole));
        fault ??= limits.Select(l => Limit(read!, l)).FirstOrDefault(f => f is not null);
        if (fault is not null)
        {
            Fault(SearchDiagnostics.InvalidRange, $"{own}=\"{text}\": {fault}.");
            return null;
        }

        List<ParameterCondition> conditions = [];
        if (having.Count < learners.Count)
        {
            conditions.Add(new ParameterCondition(SearchDefinition.Trainer, [.. having.Select(l => l.Name)]));
        }

        if (read!.Condition is { } condition)
        {
            conditions.Add(condition);
        }

        return new ReadParameter(own, text, read, conditions);
    }

    private static string? Limit(DomainText read, TrainerParameter parameter)
    {
        foreach (var text in read.Written)
        {
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || value < parameter.Min || value > parameter.Max || (parameter.IsWhole && value != Math.Floor(value)))
            {
                var most = parameter.Max < int.MaxValue ? FormattableString.Invariant($"from {parameter.Min} to {parameter.Max}") : FormattableString.Invariant($"of {parameter.Min} or more");
                return FormattableString.Invariant($"{text} is none of its values; expected {(parameter.IsWhole ? "whole numbers" : "numbers")} {most}. The default is {parameter.Default}");
            }
        }

        return null;
    }

    // A condition names what is chosen, by one of its choices.
    private void Require(List<ReadParameter> read, IReadOnlyList<string> trainers)
    {
        foreach (var parameter in read)
        {
            if (parameter.Text.Condition is not { } condition)
            {
                continue;
            }

            var choices = string.Equals(condition.Parameter, SearchDefinition.Trainer, StringComparison.OrdinalIgnoreCase) && trainers.Count > 1
                ? trainers
                : read.Find(p => string.Equals(p.Name, condition.Parameter, StringComparison.OrdinalIgnoreCase))?.Text.Domain is ChoiceDomain domain ? domain.Choices : null;
            if (choices is null)
            {
                List<string> possible = [.. trainers.Count > 1 ? [SearchDefinition.Trainer] : Array.Empty<string>(), .. read.Where(p => p.Text.Domain is ChoiceDomain && p != parameter).Select(p => p.Name)];
                Fault(SearchDiagnostics.InvalidRange, $"{parameter.Name}=\"{parameter.Said}\": it depends on {condition.Parameter}, which is not searched by choices; expected {(possible.Count > 0 ? $"one of {string.Join(", ", possible)}" : "no condition, since the search has no choices")}.");
            }
            else if (condition.Values.FirstOrDefault(v => !choices.Contains(v, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            {
                Fault(SearchDiagnostics.InvalidRange, $"{parameter.Name}=\"{parameter.Said}\": '{unknown}' is no choice of {condition.Parameter}{DiagnosticText.DidYouMean(unknown, choices)}; expected one of {string.Join(", ", choices)}.");
            }
        }

        if (_faults.Count == 0 && trainers.Count < 2 && read.TrueForAll(p => p.Text.Domain is null))
        {
            Fault(SearchDiagnostics.InvalidSearch, $"The Search '{_search.Name}' names no parameter with several values; expected one at least, such as LearningRate=\"log(0.01..0.3)\".");
        }
    }

    private SearchSpace Space(List<ReadParameter> read, IReadOnlyList<string> trainers)
    {
        var ordered = new List<SearchParameter>();
        if (trainers.Count > 1)
        {
            ordered.Add(new SearchParameter(SearchDefinition.Trainer, new ChoiceDomain(trainers)));
        }

        var open = read.Where(p => p.Text.Domain is not null).ToList();
        string Named(string name) => ordered.Find(o => string.Equals(o.Name, name, StringComparison.OrdinalIgnoreCase))?.Name ?? name;
        while (open.Count > 0)
        {
            var next = open.Find(p => p.Conditions.All(c => ordered.Exists(o => string.Equals(o.Name, c.Parameter, StringComparison.OrdinalIgnoreCase))));
            if (next is null)
            {
                throw new IngotException(SearchDiagnostics.InvalidRange.At(_search.Location, $"{string.Join(" and ", open.Select(p => p.Name))} depend on each other; expected one of them that always exists."));
            }

            ordered.Add(new SearchParameter(next.Name, next.Text.Domain!) { Conditions = [.. next.Conditions.Select(c => c with { Parameter = Named(c.Parameter) })] });
            _ = open.Remove(next);
        }

        for (var i = 0; i < read.Count; i++)
        {
            read[i] = read[i] with { Conditions = [.. read[i].Conditions.Select(c => c with { Parameter = Named(c.Parameter) })] };
        }

        return new SearchSpace(ordered);
    }

    private void Fault(DiagnosticDescriptor descriptor, FormattableString message) => _faults.Add(descriptor.At(_search.Location, message));

    private sealed record ReadParameter(string Name, string Said, DomainText Text, IReadOnlyList<ParameterCondition> Conditions);
}
