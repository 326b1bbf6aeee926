using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Ingot.Pipeline.Tests;

/// <summary>
/// All code that a stage can come to, read from the compiled assemblies: whatever its <c>Run</c> calls, and what that calls, in all
/// rooms of Ingot. Of a virtual call every implementation counts, so rather too much is seen than too little.
/// </summary>
internal sealed class StageCode : IDisposable
{
    // What the compiler writes for every record looks at all of its members, which reads none of them.
    private static readonly HashSet<string> OfRecords = ["PrintMembers", "ToString", "Equals", "GetHashCode", "<Clone>$", "Deconstruct", ".ctor"];

    private readonly DefaultAssemblyResolver _resolver = new();
    private readonly List<AssemblyDefinition> _assemblies;
    private readonly Dictionary<string, List<MethodDefinition>> _implementations;

    public StageCode()
    {
        _resolver.AddSearchDirectory(AppContext.BaseDirectory);
        _assemblies =
        [
            .. Directory.GetFiles(AppContext.BaseDirectory, "Ingot.*.dll")
                .Where(f => !f.EndsWith(".Tests.dll", StringComparison.Ordinal))
                .Select(f => AssemblyDefinition.ReadAssembly(f, new ReaderParameters { AssemblyResolver = _resolver })),
        ];
        _implementations = Types.SelectMany(t => t.Methods).Where(m => m.IsVirtual && m.HasBody)
            .GroupBy(SignatureOf).ToDictionary(g => g.Key, g => g.ToList());
    }

    private IEnumerable<TypeDefinition> Types => _assemblies.SelectMany(a => a.MainModule.GetTypes());

    /// <summary>The members that are read, as <c>Type.Member</c>: the getters of properties that are reached.</summary>
    /// <param name="stage">The stage's word.</param>
    /// <param name="room">Only what code of this assembly reads; null: of all.</param>
    public IReadOnlySet<string> MembersRead(string stage, string? room = null)
    {
        var start = Types.Single(t => t.FullName == $"Ingot.Pipeline.{stage}.{stage}Stage").Methods.Single(m => m.Name == "Run");
        var seen = new HashSet<MethodDefinition> { start };
        var open = new Queue<MethodDefinition>(seen);
        var read = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryDequeue(out var method))
        {
            foreach (var called in Called(method))
            {
                // A member of the specification that is made of others has an origin of its own.
                if (called.IsGetter && method.DeclaringType != called.DeclaringType && (room is null || method.Module.Assembly.Name.Name == room))
                {
                    read.Add($"{called.DeclaringType.Name}.{called.Name["get_".Length..]}");
                }

                if (!IsOfRecord(called) && seen.Add(called))
                {
                    open.Enqueue(called);
                }
            }
        }

        return read;
    }

    public void Dispose()
    {
        _assemblies.ForEach(a => a.Dispose());
        _resolver.Dispose();
    }

    private IEnumerable<MethodDefinition> Called(MethodDefinition method)
    {
        foreach (var instruction in method.HasBody ? method.Body.Instructions : [])
        {
            // What a type holds from the start, such as a list of files; not the catalogue, which holds everything.
            if (instruction.OpCode.Code == Code.Ldsfld && instruction.Operand is FieldReference field && IsOurs(field.DeclaringType)
                && !field.DeclaringType.FullName.StartsWith("Ingot.Artifacts.", StringComparison.Ordinal)
                && field.DeclaringType.Resolve().Methods.FirstOrDefault(m => m.Name == ".cctor") is { } initializer)
            {
                yield return initializer;
            }

            if (instruction.Operand is not MethodReference reference || !IsOurs(reference.DeclaringType) || reference.Resolve() is not { } called)
            {
                continue;
            }

            yield return called;
            if (instruction.OpCode.Code is Code.Callvirt or Code.Ldvirtftn && called.IsVirtual)
            {
                foreach (var implementation in _implementations.GetValueOrDefault(SignatureOf(called)) ?? [])
                {
                    yield return implementation;
                }
            }

            // An iterator or an asynchronous method: its code stands in a class of the compiler's own.
            if (instruction.OpCode.Code == Code.Newobj && called.DeclaringType.Name.StartsWith('<'))
            {
                foreach (var body in called.DeclaringType.Methods)
                {
                    yield return body;
                }
            }
        }
    }

    private static bool IsOurs(TypeReference type) => type.FullName.StartsWith("Ingot.", StringComparison.Ordinal);

    private static bool IsOfRecord(MethodDefinition method) =>
        OfRecords.Contains(method.Name)
        && method.DeclaringType.Methods.Any(m => m.Name == "<Clone>$")
        && (method.Name == ".ctor" || method.CustomAttributes.Any(a => a.AttributeType.Name == "CompilerGeneratedAttribute"));

    private static string SignatureOf(MethodDefinition method) =>
        method.Name + "(" + string.Join(",", method.Parameters.Select(p => p.ParameterType.Name)) + ")";
}
