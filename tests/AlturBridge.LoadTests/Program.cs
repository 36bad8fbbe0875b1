using AlturBridge.LoadTests;

return await LoadCommand.Create().Parse(args).InvokeAsync();
