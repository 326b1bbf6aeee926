using Ingot.Tool.Commands;

return await RootCommandFactory.Create().Parse(args).InvokeAsync();
